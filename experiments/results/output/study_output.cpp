#include "experiments/results/output/study_output.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/errors.hpp"
#include "experiments/box/description.hpp"
#include "experiments/results/provenance.hpp"
#include "experiments/results/results_file_writer.hpp"
#include "experiments/results/segments/segment_writer.hpp"
#include "experiments/text/storage_error.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_differences_shown = 4;
/// Token, rank and number with their words, and the ending of what is not complete.
constexpr std::size_t most_bytes_of_segment_name = 100;

/// Refuses, before hours of work, a path that the finished file could not replace, or with which
/// the names of files to come would be too long.
fs::path valid_name(const fs::path& file) {
  require_output(file, ExistingFile::replace);
  fs::path target = behind_links(file);
  const fs::path segments = segment_directory_of(target);
  const fs::path beside = target.has_parent_path() ? target.parent_path() : ".";
  const std::string longest_segment(most_bytes_of_segment_name, 'x');
  for (const fs::path& to_come :
       {segments, segments / longest_segment, segments / temporary_name_of(target).filename()}) {
    require_short_name(to_come, beside, file);
  }
  return target;
}

/// Refuses a study whose results don't fit on the disk, first in segments and then in the file.
void require_room(const fs::path& target, double bytes) {
  const fs::path directory = target.has_parent_path() ? target.parent_path() : ".";
  std::error_code unknown;
  const auto space = fs::space(directory, unknown);
  if (unknown || space.capacity == 0 || 2.0 * bytes <= static_cast<double>(space.available)) return;
  throw StorageError(
      target,
      fmt::format("the results need about {} MB, twice that until they are complete, and the disk "
                  "has room for {} MB",
                  grouped(static_cast<std::size_t>(std::ceil(bytes / 1e6))),
                  grouped(space.available / 1'000'000)),
      "fewer replications or points, or a larger disk");
}

void require_nothing_there(const fs::path& file, const SegmentDirectory& directory) {
  if (fs::exists(fs::symlink_status(file))) {
    throw InputError(
        file.string() +
        ": this file exists and would be overwritten; choose another name, use --force "
        "to replace it, or --resume to extend its study");
  }
  const std::size_t segments = list_segments(directory.path()).size();
  if (segments == 0) return;
  throw InputError(fmt::format(
      "{}: {} segment{} of an unfinished execution; use --resume to continue it, or --force to "
      "discard it",
      directory.path().string(), grouped(segments), segments == 1 ? "" : "s"));
}

/// Runs that a policy has had after it was dropped.
bool is_dropped(const PrecisionOutcome& ends, const WorldPlace& place, std::size_t policy) {
  const std::optional<PointSelection>& selection = ends[place.point.value()].selection;
  return selection && place.replication.value() >=
                          static_cast<std::size_t>(selection->policies[policy].replications);
}

/// Removes them, so that they are not part of the results, however early a rank began with them.
void leave_out_dropped(const PrecisionOutcome& ends, const ResultsDescription& description,
                       RunBlock& block) {
  const StudyBox box = description.box();
  for (std::size_t row = 0; row < block.worlds.count; ++row) {
    const WorldPlace place = box.place(WorldIndex(block.worlds.first + row));
    for (std::size_t policy = 0; policy < block.shape.policies; ++policy) {
      if (is_dropped(ends, place, policy)) block.remove(row, policy);
    }
  }
  std::erase_if(block.failures, [&](const RunFailure& failure) {
    const auto named =
        std::find(description.policies.begin(), description.policies.end(), failure.policy);
    return named != description.policies.end() &&
           is_dropped(ends, failure.place(),
                      static_cast<std::size_t>(named - description.policies.begin()));
  });
}

bool has_all(const WorldSet& set, const std::vector<WorldRange>& ranges) {
  return std::all_of(ranges.begin(), ranges.end(),
                     [&](const WorldRange& range) { return set.missing_from(range).empty(); });
}

}  // namespace

StudyOutput::StudyOutput(const fs::path& file, const ResultsDescription& description,
                         const WorldRange& part, Existing existing, StudyEnd end, SealCheck check)
    : file_(valid_name(file)),
      description_(description),
      part_(part),
      end_(end),
      identity_(description.identity.value()),
      directory_(file_),
      runs_(description.box(),
            end == StudyEnd::by_selection ? WorldParts::taken : WorldParts::refused) {
  if (!directory_.warning().empty()) warnings_.push_back(directory_.warning());
  if (existing == Existing::refuse) require_nothing_there(file, directory_);
  require_room(file_, result_bytes(description_, part_.count));
  directory_.remove_unfinished();
  if (existing == Existing::replace) {
    at_the_end_ = ExistingFile::replace;
    Faults none;
    directory_.remove_segments(none);
  }
  if (existing == Existing::resume) take_up(check);
}

/// Segments first: they may contain what was copied from the results file before.
void StudyOutput::take_up(SealCheck check) {
  for (const fs::path& path : list_segments(directory_.path())) {
    try {
      take_up_segment(path);
    } catch (const DamagedSegment& damage) {
      warnings_.push_back(fmt::format("{}: this segment is skipped, {}; its runs are repeated",
                                      path.string(), damage.what()));
    }
  }
  if (!fs::exists(file_)) return;
  at_the_end_ = ExistingFile::replace;
  const FinishedResults results(file_, check);
  require_same_study(file_, results.identity());
  require_same_arithmetic(file_, results.description().arithmetic, results.description().builds);
  require_as_many(file_, results.description().replications);
  take_up_results(results);
}

/// Finished worlds are copied to segments, so that from then on there is one kind of source. A file
/// that is complete is left as it is.
void StudyOutput::take_up_results(const FinishedResults& results) {
  const StudyBox box = description_.box();
  const StudyBox box_there = results.description().box();
  const WorldSet& whole = results.whole_worlds();
  const std::vector<WorldRange> finished = whole.within(box_there.all());
  const std::size_t at_a_time = worlds_at_a_time(run_block_shape(description_));
  auto parts = cut(finished, at_a_time);
  if (end_ == StudyEnd::all_worlds && box_there == box && has_all(whole, {part_}) &&
      has_all(whole, runs_.worlds().within(box.all()))) {
    complete_.emplace();
    for (const WorldRange& part : parts) count(results.read(part), *complete_);
    sort_failures(*complete_);
    return;
  }
  if (end_ == StudyEnd::by_selection) {
    for (const WorldRange& range : results.worlds().within(box_there.all())) {
      const auto in_part = cut(whole.missing_from(range), at_a_time);
      parts.insert(parts.end(), in_part.begin(), in_part.end());
    }
  }
  SegmentHeader header = {.identity = identity_,
                          .builds = results.description().builds,
                          .arithmetic = results.description().arithmetic,
                          .box = box_there,
                          .part = part_,
                          .execution = directory_.token() + "-found"};
  Faults none;
  SegmentWriter writer(directory_.path(), std::move(header), 1e9, none);
  for (const WorldRange& part : parts) {
    // Copied before, by an execution that did not finish.
    const auto renumbered = box.renumbered(part, box_there);
    if (std::all_of(renumbered.begin(), renumbered.end(), [&](const RenumberedWorlds& each) {
          return has_all(runs_.worlds(), {each.here()});
        })) {
      continue;
    }
    writer.add(results.read(part));
  }
  writer.commit();
  if (!writer.names().empty()) note_builds(results.description().builds);
  for (const std::string& name : writer.names()) add(name);
}

void StudyOutput::take_up_segment(const fs::path& path) {
  Segment segment = open_segment(path);
  require_same_study(path, segment.header.identity);
  require_same_arithmetic(path, segment.header.arithmetic, segment.header.builds);
  require_as_many(path, segment.header.box.replications());
  segment.file.verify();
  note_builds(segment.header.builds);
  runs_.add(std::move(segment.file), segment.header.box);
}

/// One warning for each list of builds.
void StudyOutput::note_builds(const std::vector<std::string>& builds) {
  builds_.insert(builds.begin(), builds.end());
  if (builds == description_.builds) return;
  const std::string warning = fmt::format(
      "some worlds were computed by another build of the program ({}), with the same model and "
      "arithmetic; this one is {}; the results name all of them",
      fmt::join(builds, "; "), fmt::join(description_.builds, "; "));
  if (std::find(warnings_.begin(), warnings_.end(), warning) == warnings_.end()) {
    warnings_.push_back(warning);
  }
}

void StudyOutput::require_same_arithmetic(const fs::path& path, const std::string& there,
                                          const std::vector<std::string>& builds) const {
  if (there == description_.arithmetic) return;
  throw InputError(fmt::format(
      "{}: was computed with another arithmetic ({} there, {} here), so that new results would not "
      "go with these; resume it with the program that computed it ({}), choose another output, or "
      "use --force to discard it",
      path.string(), there.empty() ? "unknown" : there, description_.arithmetic,
      builds.empty() ? "unknown" : fmt::format("{}", fmt::join(builds, "; "))));
}

void StudyOutput::require_same_study(const fs::path& path, const StudyIdentity& there) const {
  std::vector<std::string> found = differences(there, identity_);
  if (found.empty()) return;
  const std::size_t more = found.size() - std::min(found.size(), most_differences_shown);
  found.resize(found.size() - more);
  throw InputError(fmt::format(
      "{}: is of another study: {}{}; choose another output, or use --force to discard it",
      path.string(), fmt::join(found, "; "), more > 0 ? fmt::format("; and {} more", more) : ""));
}

void StudyOutput::require_as_many(const fs::path& path, std::size_t replications) const {
  if (replications <= description_.replications) return;
  throw InputError(fmt::format(
      "{}: has {} replications, and study.replications = {} would lose some; allowed: at least as "
      "many, or another output",
      path.string(), grouped(replications), grouped(description_.replications)));
}

void StudyOutput::add(const std::string& name) {
  const fs::path path = directory_.path() / name;
  try {
    Segment segment = open_segment(path);
    builds_.insert(segment.header.builds.begin(), segment.header.builds.end());
    runs_.add(std::move(segment.file), segment.header.box);
  } catch (const DamagedSegment& damage) {
    throw StorageError(path, damage.what(), "run again with --resume, on a disk that keeps data");
  }
}

void StudyOutput::for_each(const std::function<void(const RunBlock&)>& take) const {
  try {
    runs_.for_each(take);
  } catch (const DamagedSegment& damage) {
    throw StorageError(directory_.path(), std::string("a segment is damaged: ") + damage.what(),
                       "run again with --resume");
  }
}

WorldSet StudyOutput::worlds_up_to(const std::optional<PrecisionOutcome>& ends) const {
  WorldSet worlds;
  if (!ends) {
    worlds.insert(description_.box().all());
    return worlds;
  }
  for (std::size_t point = 0; point < ends->size(); ++point) {
    worlds.insert(description_.box().worlds_of(
        PointIndex(point), static_cast<std::size_t>((*ends)[point].replications)));
  }
  return worlds;
}

std::optional<RunCounts> StudyOutput::merge(Provenance provenance,
                                            const std::function<bool()>& stop, Faults& faults,
                                            const std::optional<PrecisionOutcome>& ends) {
  const WorldSet wanted = worlds_up_to(ends);
  RunCounts counts;
  ResultsDescription description = description_;
  description.builds.assign(builds_.begin(), builds_.end());
  ResultsFileWriter writer(file_, description, at_the_end_, directory_.path());
  bool stopped = false;
  for_each([&](const RunBlock& block) {
    stopped = stopped || stop();
    if (stopped) return;
    for (const WorldRange& range : wanted.within(block.worlds)) {
      RunBlock part = range == block.worlds ? block : slice(block, range, description_.box());
      if (ends) leave_out_dropped(*ends, description_, part);
      writer.accept(part);
      count(part, counts);
    }
    faults.pass("merging");
  });
  if (stopped) return std::nullopt;
  sort_failures(counts);
  provenance.finished = utc_now();
  writer.finish(provenance, counts.failures, ends);
  faults.pass("result_written");
  writer.commit();
  faults.pass("result_renamed");
  directory_.remove_segments(faults);
  return counts;
}

}  // namespace bacelab
