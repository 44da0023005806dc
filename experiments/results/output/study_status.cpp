#include "experiments/results/output/study_status.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "core/errors.hpp"
#include "experiments/results/output/finished_results.hpp"
#include "experiments/results/segments/segment_directory.hpp"
#include "experiments/results/segments/stored_runs.hpp"
#include "experiments/text/storage_error.hpp"

namespace bacelab {
namespace {

namespace fs = std::filesystem;

/// What one execution has written.
struct Execution {
  std::string started;
  std::size_t worlds = 0;
  double elapsed_s = 0.0;
};

struct Found {
  std::vector<Segment> segments;
  std::size_t damaged = 0;
  std::vector<std::string> warnings;
};

Found read_segments(const fs::path& directory) {
  Found found;
  for (const fs::path& path : list_segments(directory)) {
    try {
      found.segments.push_back(open_segment(path));
    } catch (const DamagedSegment& damage) {
      ++found.damaged;
      found.warnings.push_back(path.string() + ": this segment can't be read, " + damage.what());
    } catch (const StorageError& error) {
      // Removed since it was listed: the study has just been completed.
      std::error_code ignored;
      if (!fs::exists(fs::symlink_status(path, ignored))) continue;
      ++found.damaged;
      found.warnings.emplace_back(error.what());
    }
  }
  return found;
}

double rate_of(const std::vector<Segment>& segments, const std::string& token) {
  std::map<std::string, Execution> executions;
  std::string latest = token;
  for (const Segment& segment : segments) {
    const SegmentHeader& header = segment.header;
    if (header.started.empty()) continue;  // nothing was computed for it
    Execution& execution = executions[header.execution];
    execution.started = header.started;
    execution.elapsed_s = std::max(execution.elapsed_s, header.elapsed_s);
    for (const SegmentBlock& block : segment.file.blocks()) execution.worlds += block.worlds.count;
    if (token.empty() && executions[latest].started <= header.started) latest = header.execution;
  }
  const Execution& execution = executions[latest];
  return execution.elapsed_s > 0.0 ? static_cast<double>(execution.worlds) / execution.elapsed_s
                                   : 0.0;
}

void count_worlds(const WorldSet& worlds, StudyStatus& status) {
  status.worlds_done = world_count(worlds.within(status.part));
  for (std::size_t point = 0; point < status.box->points(); ++point) {
    const WorldRange planned = status.box->worlds_of(PointIndex(point));
    status.worlds_of_point.push_back(world_count(worlds.within(planned)));
    status.planned_of_point.push_back(planned.count);
    status.dropped_of_point.push_back(0);
  }
}

StudyStatus status_of(std::vector<Segment> segments, const std::string& token) {
  StudyStatus status;
  status.worlds_per_s = rate_of(segments, token);
  status.segments = segments.size();
  const auto most =
      std::max_element(segments.begin(), segments.end(), [](const Segment& a, const Segment& b) {
        return a.header.box.replications() < b.header.box.replications();
      });
  status.box = most->header.box;
  status.part = most->header.part;
  status.may_end_early = most->header.may_end_early;
  StoredRuns runs(*status.box, WorldParts::taken);
  for (Segment& segment : segments) runs.add(std::move(segment.file), segment.header.box);
  count_worlds(runs.worlds(), status);
  return status;
}

/// The runs of a point that it has not, since their policies were dropped.
std::size_t dropped_runs(const PointPrecision& point) {
  std::int64_t runs = 0;
  if (!point.selection) return 0;
  for (const PolicyEnd& end : point.selection->policies) {
    runs += point.replications - end.replications;
  }
  return static_cast<std::size_t>(runs);
}

StudyStatus status_of(const FinishedResults& results) {
  StudyStatus status;
  status.box = results.description().box();
  status.part = status.box->all();
  count_worlds(results.worlds(), status);
  status.complete = true;
  status.may_end_early = results.precision().has_value();
  status.failures = results.failures();
  for (std::size_t point = 0; results.precision() && point < status.box->points(); ++point) {
    status.dropped_of_point[point] = dropped_runs((*results.precision())[point]);
  }
  // For a shard, or points that a precision target ended, there was no more to do.
  status.planned_of_point = status.worlds_of_point;
  status.part.count = status.worlds_done;
  return status;
}

}  // namespace

StudyStatus study_status(const fs::path& results, SealCheck check) {
  const fs::path directory = segment_directory_of(results);
  const auto owner = owner_of(directory);
  Found found = read_segments(directory);
  StudyStatus status;
  if (!found.segments.empty()) {
    status = status_of(std::move(found.segments), owner ? owner->token : "");
  } else if (fs::exists(results)) {
    status = status_of(FinishedResults(results, check));
  } else if (!owner && found.damaged == 0 && !fs::exists(directory)) {
    throw InputError(results.string() +
                     ": there are neither results nor segments of this name; give the name that "
                     "`bacelab run -o` was given");
  }
  status.damaged = found.damaged;
  status.warnings = std::move(found.warnings);
  if (owner) status.owner = owner->words;
  return status;
}

}  // namespace bacelab
