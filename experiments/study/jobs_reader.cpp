#include "experiments/study/jobs_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "core/errors.hpp"
#include "experiments/config/message_text.hpp"
#include "experiments/config/suggestion.hpp"
#include "experiments/study/templates_reader.hpp"
#include "experiments/worlds/job_count.hpp"

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
  if (!std::isfinite(sum)) section.fail("weights", "their sum is infinite", "smaller weights");
  for (double& weight : weights) weight /= sum;
  return weights;
}

/// The templates of a trace, each of which must be one of the study; weights are their shares.
void read_traced_templates(const ConfigSection& root, const std::vector<Template>& templates,
                           JobsModel& jobs) {
  jobs.traced = TraceReplay::read(root);
  const JobTrace& trace = jobs.traced->trace();
  const ConfigSection section = root.table("jobs", "The jobs");
  if (trace.models.empty()) {
    section.fail("templates_from", "the trace has no column template", "\"weights\"");
  }
  std::vector<std::string> names;
  for (const Template& model : templates) names.push_back(model.name);
  for (std::size_t i = 0; i < trace.models.size(); ++i) {
    const auto found = std::find(names.begin(), names.end(), trace.models[i]);
    if (found == names.end()) {
      throw InputError(fmt::format("{}:{}: template = {}: is none of jobs.templates{}; allowed: {}",
                                   trace.file, trace.model_lines[i], shown_key(trace.models[i]),
                                   did_you_mean(trace.models[i], names), fmt::join(names, ", ")));
    }
    jobs.traced_models.emplace_back(static_cast<std::size_t>(found - names.begin()));
  }
  jobs.weights.assign(templates.size(), 0.0);
  for (const TracedJob& job : trace.jobs) {
    jobs.weights[jobs.traced_models[job.model].value()] +=
        1.0 / static_cast<double>(trace.jobs.size());
  }
}

void read_mix(const ConfigSection& root, const std::vector<Template>& templates, JobsModel& jobs) {
  const ConfigSection section = root.table("jobs", "The jobs");
  if (read_template_source(root) == TemplateSource::trace) {
    read_traced_templates(root, templates, jobs);
    if (jobs.one_region == OneRegionRule::redraw_job) {
      section.fail("one_region", "templates of a trace are not drawn", "any or redraw_world");
    }
  } else {
    jobs.weights = read_weights(section, templates.size());
  }
}

}  // namespace

JobsModel read_jobs(const ConfigSection& root, const GpuType& gpu, const PipelineModel& pipeline) {
  const ConfigSection section = root.table("jobs", "The jobs");
  JobsModel jobs;
  jobs.count = read_job_count(root);
  jobs.warmup_jobs =
      static_cast<std::size_t>(section.integer("warmup_jobs", 0, Bounds::between(0, 1e8),
                                               "First arrivals that the job statistics leave out"));
  if (jobs.warmup_jobs >= jobs.count) {
    section.fail("warmup_jobs", "leaves no job for the statistics", "fewer than jobs.count");
  }
  auto templates = read_templates(root);
  jobs.one_region = read_one_region(section);
  read_mix(root, templates, jobs);
  jobs.templates = std::make_shared<TemplateSet>(std::move(templates), gpu, pipeline);
  jobs.work = make_process<WorkDistribution>(root.table("work", "How much work a job has"),
                                             "distribution", work_distributions(),
                                             "Distribution of the ideal hours of a job");
  jobs.arrivals = make_process<ArrivalProcess>(root.table("arrivals", "When jobs arrive"),
                                               "process", arrival_processes(), "Arrival process");
  return jobs;
}

}  // namespace bacelab
