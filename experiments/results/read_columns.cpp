#include "experiments/results/read_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/errors.hpp"

namespace bacelab {
namespace {

/// Values that are read at once: 8 MiB of doubles.
constexpr std::size_t column_slab_values = std::size_t{1} << 20;

/// The replications [first, last) of a point, in boxes of a bounded size.
std::vector<WorldBox> slabs(const ResultsFile& file, std::size_t point, std::size_t first,
                            std::size_t last) {
  const std::size_t most =
      std::max<std::size_t>(1, column_slab_values / file.description().box().runs_of(1));
  std::vector<WorldBox> boxes;
  for (std::size_t begin = first; begin < last; begin += most) {
    boxes.push_back({.first_point = point,
                     .points = 1,
                     .first_replication = begin,
                     .replications = std::min(most, last - begin)});
  }
  return boxes;
}

std::vector<PolicyIndex> indices_of(const ResultsFile& file,
                                    std::span<const std::string> policies) {
  std::vector<PolicyIndex> indices;
  for (const std::string& policy : policies) indices.emplace_back(file.policy_index(policy));
  return indices;
}

void require_point(const ResultsFile& file, std::size_t point) {
  if (point < file.points()) return;
  throw InputError(fmt::format("{}: there is no point {}; the last one is {}", file.path().string(),
                               point, file.points() - 1));
}

void require_value(const ResultsFile& file, std::string_view metric, std::size_t point,
                   std::size_t replication, const std::string& policy, double value) {
  if (std::isfinite(value)) return;
  throw InputError(fmt::format(
      "{}: {} of replication {} under {} at point {} is {}, though the run is done; the file was "
      "changed by another program, or the run has nothing to take {} of",
      file.path().string(), metric, replication, policy, point, value, metric));
}

}  // namespace

void visit_slabs(const ResultsFile& file, std::string_view metric, std::size_t point,
                 std::span<const std::string> policies, std::span<const std::size_t> replications,
                 const std::function<void(const std::vector<std::vector<double>>&)>& visit) {
  require_point(file, point);
  const std::vector<PolicyIndex> indices = indices_of(file, policies);
  if (replications.empty()) return;
  std::vector<std::vector<double>> columns(policies.size());
  const StudyBox study = file.description().box();
  auto next = replications.begin();
  for (const WorldBox& box : slabs(file, point, replications.front(), replications.back() + 1)) {
    const std::vector<double> values = file.metric_values(metric, box);
    const std::size_t end = box.first_replication + box.replications;
    for (auto& column : columns) column.clear();
    for (; next != replications.end() && *next < end; ++next) {
      const std::size_t row = box.row({PointIndex(point), ReplicationIndex(*next)});
      for (std::size_t i = 0; i < indices.size(); ++i) {
        const double value = values[study.run(row, indices[i])];
        require_value(file, metric, point, *next, policies[i], value);
        columns[i].push_back(value);
      }
    }
    visit(columns);
  }
}

std::vector<std::vector<double>> read_columns(const ResultsFile& file, std::string_view metric,
                                              std::size_t point,
                                              std::span<const std::string> policies,
                                              std::span<const std::size_t> replications) {
  std::vector<std::vector<double>> columns(policies.size());
  for (auto& column : columns) column.reserve(replications.size());
  visit_slabs(file, metric, point, policies, replications,
              [&](const std::vector<std::vector<double>>& slab) {
                for (std::size_t i = 0; i < slab.size(); ++i) {
                  columns[i].insert(columns[i].end(), slab[i].begin(), slab[i].end());
                }
              });
  return columns;
}

std::vector<RunStatus> read_statuses(const ResultsFile& file, std::size_t point,
                                     const std::string& policy) {
  require_point(file, point);
  const PolicyIndex index(file.policy_index(policy));
  const StudyBox study = file.description().box();
  std::vector<RunStatus> column;
  column.reserve(file.replications());
  for (const WorldBox& box : slabs(file, point, 0, file.replications())) {
    const std::vector<RunStatus> values = file.status_values(box);
    for (std::size_t row = 0; row < box.world_count(); ++row) {
      column.push_back(values[study.run(row, index)]);
    }
  }
  return column;
}

}  // namespace bacelab
