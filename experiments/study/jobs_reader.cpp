#include "experiments/study/jobs_reader.hpp"

#include <array>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "experiments/study/templates_reader.hpp"

namespace bacelab {
namespace {

constexpr std::array<std::pair<const char*, OneRegionRule>, 3> one_region_rules = {{
    {"any", OneRegionRule::any},
    {"redraw_job", OneRegionRule::redraw_job},
    {"redraw_world", OneRegionRule::redraw_world},
}};

OneRegionRule read_one_region(const ConfigSection& section) {
  std::vector<std::string> names;
  for (const auto& rule : one_region_rules) names.emplace_back(rule.first);
  const std::string chosen = section.choice(
      "one_region", names.front(), names,
      "Every job fits into the largest region, so that one-region policies can serve it: else the "
      "job or the world is drawn again (counted as `redraws`); any: no such rule");
  for (const auto& rule : one_region_rules) {
    if (rule.first == chosen) return rule.second;
  }
  return OneRegionRule::any;
}

std::vector<double> read_weights(const ConfigSection& section, std::size_t templates) {
  auto weights =
      section.numbers("weights", std::vector<double>(templates, 1.0), Bounds::non_negative(),
                      "How likely each template is, in any unit; default: all equally");
  if (weights.size() != templates) {
    section.fail("weights",
                 "has " + std::to_string(weights.size()) + " entries for " +
                     std::to_string(templates) + " templates",
                 "one weight a template");
  }
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  if (!(sum > 0.0)) section.fail("weights", "all are zero", "at least one above zero");
  for (double& weight : weights) weight /= sum;
  return weights;
}

}  // namespace

JobsModel read_jobs(const ConfigSection& root, const GpuType& gpu, const PipelineModel& pipeline) {
  const ConfigSection section = root.table("jobs", "The jobs");
  JobsModel jobs;
  jobs.count = static_cast<std::size_t>(
      section.integer("count", 8, Bounds::between(1, 1e8), "Jobs of a run"));
  jobs.warmup_jobs =
      static_cast<std::size_t>(section.integer("warmup_jobs", 0, Bounds::between(0, 1e8),
                                               "First arrivals that the job statistics leave out"));
  if (jobs.warmup_jobs >= jobs.count) {
    section.fail("warmup_jobs", "leaves no job for the statistics", "fewer than jobs.count");
  }
  auto templates = read_templates(root);
  jobs.weights = read_weights(section, templates.size());
  jobs.templates = std::make_shared<TemplateSet>(std::move(templates), gpu, pipeline);
  jobs.one_region = read_one_region(section);
  jobs.work = make_process<WorkDistribution>(root.table("work", "How much work a job has"),
                                             "distribution", work_distributions(),
                                             "Distribution of the ideal hours of a job");
  jobs.arrivals = make_process<ArrivalProcess>(root.table("arrivals", "When jobs arrive"),
                                               "process", arrival_processes(), "Arrival process");
  return jobs;
}

}  // namespace bacelab
