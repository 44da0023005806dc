#include "experiments/study/world_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "core/errors.hpp"
#include "core/registry.hpp"
#include "experiments/text/section.hpp"
#include "experiments/text/words.hpp"
#include "experiments/worlds/process/process.hpp"

namespace bacelab {
namespace {

struct NamedRule {
  std::string_view name;
  OneRegionRule rule;
};

constexpr auto one_region_rules = std::to_array<NamedRule>({
    {"any", OneRegionRule::any},
    {"redraw_job", OneRegionRule::redraw_job},
    {"redraw_world", OneRegionRule::redraw_world},
});

OneRegionRule read_one_region(const ConfigSection& section) {
  return read_choice(
             section, "one_region", Registry(one_region_rules),
             "Every job must fit into the largest region, so that one-region policies can serve "
             "it: a job that does not is drawn again (redraw_job), or the GPUs of all regions are, "
             "until every template fits (redraw_world); counted as `redraws`; any: no such rule")
      .rule;
}

std::vector<double> read_weights(const ConfigSection& section, std::size_t templates) {
  auto weights =
      section.numbers("weights", std::vector<double>(templates, 1.0), Bounds::non_negative(),
                      "Relative probability of each template; default: all equal");
  if (weights.size() != templates) {
    section.fail("weights",
                 "has " + std::to_string(weights.size()) + " entries for " +
                     std::to_string(templates) + " templates",
                 "one weight per template");
  }
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  if (!(sum > 0.0)) section.fail("weights", "all are zero", "at least one above zero");
  if (!std::isfinite(sum)) section.fail("weights", "their sum is infinite", "smaller weights");
  for (double& weight : weights) weight /= sum;
  return weights;
}

/// A template of the study with the sizes that a trace gives its jobs.
Template sized(const Template& base, const TracedTemplate& traced) {
  Template model = base;
  model.name = full_name(traced);
  if (traced.max_stages) model.max_stages = traced.max_stages;
  model.tensor_parallel = traced.tensor_parallel.value_or(base.tensor_parallel);
  model.data_parallel = traced.data_parallel.value_or(base.data_parallel);
  return model;
}

/// Without the templates that no job has, if those of some jobs have sizes of their own.
void leave_out_unused(std::vector<Template>& templates, std::size_t of_study, JobsModel& jobs) {
  if (templates.size() == of_study) return;
  std::vector<Template> used;
  std::vector<double> weights;
  std::vector<std::size_t> numbers(templates.size());
  for (std::size_t i = 0; i < templates.size(); ++i) {
    if (jobs.weights[i] == 0.0) continue;
    numbers[i] = used.size();
    used.push_back(templates[i]);
    weights.push_back(jobs.weights[i]);
  }
  for (TemplateIndex& model : jobs.traced_models) model = TemplateIndex(numbers[model.value()]);
  templates = std::move(used);
  jobs.weights = std::move(weights);
}

/// The templates of a trace, each of which must be in the study; their shares are the weights.
/// Those with sizes of their own follow the study's.
void read_traced_templates(const ConfigSection& root, std::vector<Template>& templates,
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
    const TracedTemplate& traced = trace.models[i];
    const auto found = std::find(names.begin(), names.end(), traced.name);
    if (found == names.end()) {
      throw InputError(
          fmt::format("{}:{}: template = {}: is not one of jobs.templates{}; allowed: {}",
                      trace.file, trace.model_lines[i], shown_key(traced.name),
                      did_you_mean(traced.name, names), fmt::join(names, ", ")));
    }
    auto number = static_cast<std::size_t>(found - names.begin());
    if (full_name(traced) != traced.name) {
      templates.push_back(sized(templates[number], traced));
      number = templates.size() - 1;
    }
    jobs.traced_models.emplace_back(number);
  }
  jobs.weights.assign(templates.size(), 0.0);
  for (const TracedJob& job : trace.jobs) {
    jobs.weights[jobs.traced_models[job.model].value()] +=
        1.0 / static_cast<double>(trace.jobs.size());
  }
  leave_out_unused(templates, names.size(), jobs);
}

void read_mix(const ConfigSection& root, std::vector<Template>& templates, JobsModel& jobs) {
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

/// Only the arrivals of a trace have times that trace.load can scale.
void require_trace_for_load(const ConfigSection& root, bool has_trace) {
  if (!has_trace) return;
  const ConfigSection trace = root.table("trace", "Recorded jobs that are replayed");
  const ConfigSection arrivals = root.table("arrivals", "When jobs arrive");
  if (!trace.has("load")) return;
  const auto& process = read_choice(arrivals, "process", arrival_processes(), "Arrival process");
  if (process.name == "trace") return;
  trace.fail("load", "the arrivals are not those of the trace",
             "arrivals.process = \"trace\", or arrivals.load");
}

}  // namespace

JobsModel read_jobs(const ConfigSection& root) {
  const ConfigSection section = root.table("jobs", "The jobs");
  JobsModel jobs;
  jobs.count = read_job_count(root);
  jobs.warmup_jobs = static_cast<std::size_t>(
      section.integer("warmup_jobs", 0, Bounds::between(0, 1e8),
                      "Warm-up: number of first arrivals that job statistics leave out"));
  if (jobs.warmup_jobs >= jobs.count) {
    section.fail("warmup_jobs", "leaves no job for the statistics", "fewer than jobs.count");
  }
  auto templates = read_templates(root);
  jobs.one_region = read_one_region(section);
  read_mix(root, templates, jobs);
  jobs.templates = std::make_shared<const Templates>(std::move(templates));
  jobs.work =
      make_process<WorkDistribution>(root.table("work", "How much work a job has"), "distribution",
                                     work_distributions(), "Distribution of the work of a job");
  jobs.arrivals = make_process<ArrivalProcess>(root.table("arrivals", "When jobs arrive"),
                                               "process", arrival_processes(), "Arrival process");
  require_trace_for_load(root, jobs.traced || jobs.work->replay() != nullptr);
  return jobs;
}

}  // namespace bacelab
