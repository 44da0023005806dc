#include "experiments/results/schema.hpp"

namespace bacelab::schema {

VariableInfo FixedVariable::info() const {
  return {std::string(name), std::string(units), std::string(long_name), std::string(description)};
}

std::set<std::string, std::less<>> root_names() {
  return {std::string(point.name),
          std::string(replication.name),
          std::string(policy.name),
          std::string(status.name),
          std::string(redraws.name),
          std::string(timing_group),
          std::string(jobs_group),
          std::string(failures_group),
          std::string(replications_run.name),
          std::string(stop_reason.name),
          std::string(last_comparison.name),
          std::string(half_width_points.name)};
}

std::set<std::string, std::less<>> job_names() {
  return {std::string(point.name), std::string(replication.name), std::string(policy.name),
          std::string(job_id.name), std::string(job_dimension)};
}

}  // namespace bacelab::schema
