#include "experiments/study/world_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/errors.hpp"
#include "core/registry.hpp"
#include "experiments/text/section.hpp"
#include "experiments/text/words.hpp"
#include "experiments/worlds/catalog.hpp"
#include "experiments/worlds/process/process.hpp"

namespace bacelab {
namespace {

constexpr const char* own_type = "own";

/// A property that defaults to the type's, and is required for a new type. It is not the key's
/// default: in a resolved study it would no longer follow a factor on the type.
double figure(const ConfigSection& section, const char* key, std::optional<double> of_type,
              const Bounds& bounds, const char* documentation) {
  return of_type ? section.optional_number(key, bounds, documentation).value_or(*of_type)
                 : section.required_number(key, bounds, documentation);
}

}  // namespace

GpuType read_gpu(const ConfigSection& section) {
  std::vector<std::string> names = gpu_catalog().names();
  names.emplace_back(own_type);
  const std::string chosen = section.choice(
      "type", names.front(), names, "GPU type, or \"own\" with all its properties in this table");
  GpuType gpu;
  gpu.name = chosen;
  const GpuType* known = gpu_catalog().find(chosen);
  const auto from_catalog = [known](double GpuType::*figure_of) {
    return known ? std::optional(known->*figure_of) : std::nullopt;
  };
  gpu.peak_flops =
      figure(section, "peak_flops", from_catalog(&GpuType::peak_flops),
             Bounds::positive().in("FLOP/s"), "Peak rate, dense bf16; default: the type's");
  gpu.efficiency = section.number("efficiency", gpu.efficiency, Bounds::left_open(0.0, 1.0),
                                  "Achieved fraction of the peak");
  gpu.memory_bytes =
      figure(section, "memory_bytes", from_catalog(&GpuType::memory_bytes),
             Bounds::positive().in("B"), "Memory, 0.9 of which can be used; default: the type's");
  gpu.power_w =
      figure(section, "power_w", from_catalog(&GpuType::power_w), Bounds::non_negative().in("W"),
             "Power of a GPU that a job holds; default: the type's");
  gpu.bytes_per_parameter =
      section.number("bytes_per_parameter", gpu.bytes_per_parameter, Bounds::positive().in("B"),
                     "Weights, gradients and optimiser state; 16: mixed-precision Adam");
  gpu.idle_power_fraction =
      section.number("idle_power_fraction", gpu.idle_power_fraction, Bounds::fraction(),
                     "Power of a held GPU while it does not compute, as a fraction of power_w; 1: "
                     "billed while held, 0: while busy");
  return gpu;
}

namespace {

constexpr ListedTables template_tables = {
    "templates", "New templates, and changes to those of the catalog",
    "no job has a template of that name (quotes keep a name with dots together)", "jobs.templates"};
constexpr double many = 1e9;

/// Reads keys whose defaults come from a catalog entry; without one they are required.
class Figures {
 public:
  Figures(ConfigSection section, const Template* known)
      : section_(std::move(section)), known_(known) {}

  [[nodiscard]] double number(const char* key, double Template::*figure,
                              const char* documentation) const {
    return known_ ? section_.number(key, known_->*figure, Bounds::positive(), documentation)
                  : section_.required_number(key, Bounds::positive(), documentation);
  }
  [[nodiscard]] int integer(const char* key, int Template::*figure,
                            const char* documentation) const {
    const Bounds bounds = Bounds::between(1, many);
    const auto value = known_ ? section_.integer(key, known_->*figure, bounds, documentation)
                              : section_.required_integer(key, bounds, documentation);
    return static_cast<int>(value);
  }

 private:
  ConfigSection section_;
  const Template* known_;
};

/// The properties of all templates unless their own table overrides them.
struct Training {
  int micro_batch;
  int micro_batches;
  bool recompute;
};

Training read_training(const ConfigSection& jobs) {
  const auto positive = Bounds::between(1, many);
  const auto micro_batch = jobs.integer("micro_batch", 1, positive, "Sequences per micro-batch");
  const auto micro_batches =
      jobs.integer("micro_batches", 64, positive, "Micro-batches per iteration");
  const bool recompute =
      jobs.boolean("recompute", true, "Recompute activations in the backward pass");
  return {static_cast<int>(micro_batch), static_cast<int>(micro_batches), recompute};
}

Template read_template(const std::string& name, const ConfigSection& section,
                       const Training& training) {
  const Template* known = template_catalog().find(name);
  const Figures figures(section, known);
  Template model;
  model.name = name;
  model.layers = figures.integer("layers", &Template::layers, "Number of layers");
  model.hidden = figures.number("hidden", &Template::hidden, "Hidden size");
  model.sequence = figures.number("sequence", &Template::sequence, "Tokens per sequence");
  model.vocabulary = figures.number("vocabulary", &Template::vocabulary, "Vocabulary size");
  model.parameters = figures.number("parameters", &Template::parameters, "Parameters in total");
  // Defaults that follow another key are not this key's default: a resolved study that contained
  // them would no longer follow a factor on the other key.
  const auto width = [&](const char* key, const char* documentation, double fallback) {
    return section.optional_number(key, Bounds::positive(), documentation).value_or(fallback);
  };
  const auto count = [&](const char* key, const char* documentation, int fallback) {
    const auto given = section.optional_integer(key, Bounds::between(1, many), documentation);
    return given ? static_cast<int>(*given) : fallback;
  };
  model.layer_parameters =
      width("layer_parameters",
            "Parameters per layer; default: the catalog's, of a new template 12 hidden^2",
            known ? known->layer_parameters : 12.0 * model.hidden * model.hidden);
  model.attention_width =
      width("attention_width",
            "Attention heads times head size; default: the catalog's, of a new template hidden",
            known ? known->attention_width : model.hidden);
  model.micro_batch = count("micro_batch", "Sequences per micro-batch; default: jobs.micro_batch",
                            training.micro_batch);
  model.micro_batches =
      count("micro_batches", "Micro-batches per iteration; default: jobs.micro_batches",
            training.micro_batches);
  // Factors are never true or false, so this default may be written out.
  model.recompute = section.boolean("recompute", training.recompute,
                                    "Recompute activations in the backward pass");
  if (const auto limit = section.optional_integer("max_stages", Bounds::between(1, many),
                                                  "Most stages of a job; default: its layers")) {
    model.max_stages = static_cast<int>(*limit);
  }
  return model;
}

}  // namespace

std::vector<Template> read_templates(const ConfigSection& root) {
  const ConfigSection jobs = root.table("jobs", "The jobs");
  const std::vector<std::string> catalog = template_catalog().names();
  std::vector<std::string> known = catalog;
  for (const NamedSection& own :
       root.named_tables(template_tables.key, template_tables.documentation)) {
    if (std::find(known.begin(), known.end(), own.name) == known.end()) known.push_back(own.name);
  }
  const auto names = jobs.choices("templates", catalog, known, "Templates that jobs are drawn from",
                                  Repeats::refused);
  require_listed(root, template_tables, names);
  const Training training = read_training(jobs);
  std::vector<Template> templates;
  for (const std::string& name : names) {
    const auto section =
        root.table(template_tables.key, template_tables.documentation).table(name, "One template");
    templates.push_back(read_template(name, section, training));
  }
  return templates;
}

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

/// The templates of a trace, each of which must be in the study; their shares are the weights.
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
      throw InputError(
          fmt::format("{}:{}: template = {}: is not one of jobs.templates{}; allowed: {}",
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
  jobs.warmup_jobs = static_cast<std::size_t>(
      section.integer("warmup_jobs", 0, Bounds::between(0, 1e8),
                      "Warm-up: number of first arrivals that job statistics leave out"));
  if (jobs.warmup_jobs >= jobs.count) {
    section.fail("warmup_jobs", "leaves no job for the statistics", "fewer than jobs.count");
  }
  auto templates = read_templates(root);
  jobs.one_region = read_one_region(section);
  read_mix(root, templates, jobs);
  jobs.templates = std::make_shared<TemplateSet>(std::move(templates), gpu, pipeline);
  jobs.work =
      make_process<WorkDistribution>(root.table("work", "How much work a job has"), "distribution",
                                     work_distributions(), "Distribution of the work of a job");
  jobs.arrivals = make_process<ArrivalProcess>(root.table("arrivals", "When jobs arrive"),
                                               "process", arrival_processes(), "Arrival process");
  return jobs;
}

}  // namespace bacelab
