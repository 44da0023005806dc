#include "experiments/results/output/finished_results.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "core/errors.hpp"
#include "experiments/box/world_set.hpp"
#include "experiments/results/provenance.hpp"
#include "experiments/results/results_file_writer.hpp"
#include "experiments/results/segments/segment_directory.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr std::size_t bytes_of_a_part = std::size_t{4} << 20;

/// Copies a column, [world][policy][row], into rows of `width` numbers, of which it is one.
void scatter(const std::vector<double>& column, std::size_t at, std::size_t width,
             std::vector<double>& rows) {
  for (std::size_t row = 0; row < column.size(); ++row) rows[row * width + at] = column[row];
}

RunBlock read_box(const ResultsFile& file, const WorldBox& box) {
  const ResultsDescription& description = file.description();
  const RunBlockShape shape = run_block_shape(description);
  RunBlock block(description.box().worlds_of(box), shape);
  for (std::size_t i = 0; i < shape.metrics; ++i) {
    scatter(file.metric_values(description.metrics[i].name, box), i, shape.metrics, block.metrics);
  }
  block.status = file.status_values(box);
  block.wall_s = file.wall_s_values(box);
  block.redraws = file.redraws(box);
  for (std::size_t i = 0; i < shape.world_summaries; ++i) {
    scatter(file.world_summary(description.world_summaries[i].name, box), i, shape.world_summaries,
            block.summaries);
  }
  for (std::size_t i = 0; i < shape.job_columns; ++i) {
    scatter(file.job_values(description.job_columns[i].name, box), i, shape.job_columns,
            block.jobs);
  }
  return block;
}

}  // namespace

std::size_t worlds_at_a_time(const RunBlockShape& shape) {
  return std::max<std::size_t>(1, bytes_of_a_part / byte_count(RunBlock({0, 1}, shape)));
}

FinishedResults::FinishedResults(const std::filesystem::path& path, SealCheck check)
    : file_(path, check), failures_(file_.failures()) {
  find_worlds();
}

const StudyIdentity& FinishedResults::identity() const {
  if (description().identity) return *description().identity;
  throw InputError(path().string() +
                   ": was written by an earlier version, which did not store the identity of its "
                   "study; it can be read but not resumed or merged: run the study again, into "
                   "another file or with --force");
}

void FinishedResults::find_worlds() {
  const StudyBox study = description().box();
  constexpr std::size_t statuses_at_a_time = std::size_t{1} << 20;
  const std::size_t most = std::max<std::size_t>(1, statuses_at_a_time / study.runs_of(1));
  for (const WorldRange& part : cut({study.all()}, most)) {
    for (const WorldBox& box : study.boxes_of(part)) {
      const auto statuses = file_.status_values(box);
      const WorldRange worlds = study.worlds_of(box);
      for (std::size_t row = 0; row < worlds.count; ++row) {
        const auto first = statuses.begin() + static_cast<std::ptrdiff_t>(study.runs_of(row));
        const auto end = first + static_cast<std::ptrdiff_t>(study.policies());
        const auto runs = end - first - std::count(first, end, RunStatus::not_run);
        if (runs > 0) worlds_.insert({worlds.first + row, 1});
        if (runs == end - first) whole_worlds_.insert({worlds.first + row, 1});
      }
    }
  }
}

RunBlock FinishedResults::read(const WorldRange& worlds) const {
  const StudyBox study = description().box();
  RunBlock block;
  for (const WorldBox& box : study.boxes_of(worlds)) append(read_box(file_, box), block);
  for (const RunFailure& failure : failures_) {
    if (worlds.contains(study.world(failure.place()).value())) block.failures.push_back(failure);
  }
  return block;
}

namespace {

namespace fs = std::filesystem;

using Shards = std::vector<std::unique_ptr<FinishedResults>>;

constexpr std::size_t most_shown = 4;

std::unique_ptr<FinishedResults> open_shard(const fs::path& path, SealCheck check) {
  if (!fs::exists(path) && !list_segments(segment_directory_of(path)).empty()) {
    throw InputError(fmt::format(
        "{}: this shard is not finished, there are only segments of it; run it again with --resume",
        path.string()));
  }
  auto shard = std::make_unique<FinishedResults>(path, check);
  if (shard->precision()) {
    throw InputError(
        path.string() +
        ": is of a study with a precision target, which has no shards; it is complete as it is");
  }
  return shard;
}

void require_same_arithmetic(const FinishedResults& first, const FinishedResults& other) {
  const auto text = [](const FinishedResults& shard) {
    const std::string& arithmetic = shard.description().arithmetic;
    return fmt::format("{}, computed by {}", arithmetic.empty() ? "unknown" : arithmetic,
                       fmt::join(shard.description().builds, "; "));
  };
  if (other.description().arithmetic == first.description().arithmetic) return;
  throw InputError(fmt::format(
      "{}: was computed with another arithmetic than {} ({} there; {} here); run one of them again "
      "with the program of the other",
      other.path().string(), first.path().string(), text(other), text(first)));
}

void require_same_study(const FinishedResults& first, const FinishedResults& other) {
  std::vector<std::string> found = differences(other.identity(), first.identity());
  const std::size_t there = other.description().replications;
  const std::size_t here = first.description().replications;
  if (there != here)
    found.push_back(fmt::format("study.replications: {} there, {} here", there, here));
  if (found.empty()) {
    require_same_arithmetic(first, other);
    return;
  }
  found.resize(std::min(found.size(), most_shown));
  throw InputError(fmt::format("{}: is of another study than {}: {}", other.path().string(),
                               first.path().string(), fmt::join(found, "; ")));
}

/// "point 0, replications 200 to 299".
std::string text_of(const WorldRange& range, const StudyBox& box) {
  const WorldPlace first = box.place(WorldIndex(range.first));
  const WorldPlace last = box.place(WorldIndex(range.end() - 1));
  if (first.point == last.point) {
    return fmt::format("point {}, replications {} to {}", first.point.value(),
                       first.replication.value(), last.replication.value());
  }
  return fmt::format("point {}, replication {} to point {}, replication {}", first.point.value(),
                     first.replication.value(), last.point.value(), last.replication.value());
}

void require_all(const Shards& shards) {
  WorldSet there;
  const StudyBox box = shards.front()->description().box();
  for (const auto& shard : shards) {
    for (const WorldRange& range : shard->worlds().within(box.all())) there.insert(range);
  }
  const auto missing = there.missing_from(box.all());
  if (missing.empty()) return;
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < std::min(missing.size(), most_shown); ++i) {
    texts.push_back(text_of(missing[i], box));
  }
  throw InputError(
      fmt::format("{} of {} worlds are in none of the {} files: {}{}; give the files of all shards",
                  grouped(world_count(missing)), grouped(box.worlds()), shards.size(),
                  fmt::join(texts, "; "), missing.size() > most_shown ? "; ..." : ""));
}

std::vector<std::string> builds_of(const Shards& shards) {
  std::set<std::string> builds;
  for (const auto& shard : shards) {
    builds.insert(shard->description().builds.begin(), shard->description().builds.end());
  }
  return {builds.begin(), builds.end()};
}

template <class T>
bool same_bytes(const std::vector<T>& a, const std::vector<T>& b) {
  return a.size() == b.size() &&
         (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0);
}

/// Equal in all that is reproducible.
bool same_results(const RunBlock& a, const RunBlock& b) {
  return same_bytes(a.metrics, b.metrics) && same_bytes(a.status, b.status) &&
         same_bytes(a.redraws, b.redraws) && same_bytes(a.jobs, b.jobs) &&
         same_bytes(a.summaries, b.summaries);
}

/// Throws InputError unless the worlds that `shard` shares with an earlier one are equal in both.
void require_equal_doubles(const Shards& shards, std::size_t shard, std::size_t at_a_time) {
  for (std::size_t earlier = 0; earlier < shard; ++earlier) {
    std::vector<WorldRange> both;
    const StudyBox box = shards[shard]->description().box();
    for (const WorldRange& range : shards[shard]->worlds().within(box.all())) {
      const auto shared = shards[earlier]->worlds().within(range);
      both.insert(both.end(), shared.begin(), shared.end());
    }
    for (const WorldRange& range : cut(both, at_a_time)) {
      if (same_results(shards[earlier]->read(range), shards[shard]->read(range))) continue;
      throw InputError(fmt::format(
          "{} and {} have different results for worlds that both have, within {}; one of them is "
          "wrong",
          shards[earlier]->path().string(), shards[shard]->path().string(), text_of(range, box)));
    }
  }
}

}  // namespace

MergedShards merge_shards(std::span<const fs::path> paths, const fs::path& output,
                          ExistingFile existing, const std::string& command, SealCheck check) {
  Provenance provenance = provenance_of_start(1, 1, command);
  Shards shards;
  for (const fs::path& path : paths) shards.push_back(open_shard(path, check));
  for (const auto& shard : shards) require_same_study(*shards.front(), *shard);
  require_all(shards);
  ResultsDescription description = shards.front()->description();
  description.builds = builds_of(shards);
  const std::size_t at_a_time = worlds_at_a_time(run_block_shape(description));

  const SegmentDirectory directory(output);
  ResultsFileWriter writer(output, description, existing, directory.path());
  RunCounts counts;
  WorldSet written;
  for (std::size_t i = 0; i < shards.size(); ++i) {
    require_equal_doubles(shards, i, at_a_time);
    for (const WorldRange& there : shards[i]->worlds().within(description.box().all())) {
      for (const WorldRange& part : cut(written.missing_from(there), at_a_time)) {
        const RunBlock block = shards[i]->read(part);
        writer.accept(block);
        count(block, counts);
        written.insert(part);
      }
    }
  }
  sort_failures(counts);
  provenance.study_directory = shards.front()->study_directory();
  provenance.finished = utc_now();
  writer.finish(provenance, counts.failures);
  writer.commit();
  return {std::move(counts), std::move(description.builds)};
}

}  // namespace bacelab
