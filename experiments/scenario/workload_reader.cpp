#include "experiments/scenario/workload_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "experiments/scenario/repeated.hpp"

namespace bacelab {
namespace {

int read_count(const JsonPlace& place) {
  constexpr double many = 1e9;  // sums of two still are an int
  return static_cast<int>(place.integer(Bounds::between(1, many)));
}

Template read_template(const JsonPlace& place) {
  place.require_object(
      {{"name", "layers", "hidden", "sequence", "vocabulary", "parameters", "micro_batches"},
       {"micro_batch", "recompute", "max_stages", "layer_parameters", "attention_width"}});
  const auto positive = [&](std::string_view key) {
    return place.at(key).number(Bounds::positive());
  };
  Template model;
  model.name = place.at("name").text();
  model.layers = read_count(place.at("layers"));
  model.hidden = positive("hidden");
  model.sequence = positive("sequence");
  model.vocabulary = positive("vocabulary");
  model.parameters = positive("parameters");
  model.micro_batches = read_count(place.at("micro_batches"));
  if (const auto size = place.find("micro_batch")) model.micro_batch = read_count(*size);
  if (const auto recompute = place.find("recompute")) model.recompute = recompute->boolean();
  const auto most = place.find("max_stages");
  if (most && !most->is_null()) model.max_stages = read_count(*most);
  model.layer_parameters = place.find("layer_parameters") ? positive("layer_parameters")
                                                          : 12.0 * model.hidden * model.hidden;
  model.attention_width =
      place.find("attention_width") ? positive("attention_width") : model.hidden;
  return model;
}

std::vector<std::string> names_of(const Table<TemplateIndex, Template>& templates) {
  std::vector<std::string> names;
  for (const Template& model : templates) names.push_back(model.name);
  return names;
}

TemplateIndex read_model(const JsonPlace& place, const std::vector<std::string>& names) {
  const std::string name = place.name_of("a template", names);
  return TemplateIndex(
      static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin()));
}

Job read_job(const JsonPlace& place, const std::vector<std::string>& templates) {
  place.require_object({{"id", "template", "arrival_s", "iterations"}, {}});
  return {.id = place.at("id").integer(Bounds::any()),
          .model = read_model(place.at("template"), templates),
          .arrival_s = place.at("arrival_s").number(Bounds::non_negative()),
          .iterations = place.at("iterations").number(Bounds::positive())};
}

void require_runnable(const JsonPlace& place, const Job& job, const Scenario& scenario) {
  const Template& model = (*scenario.templates)[job.model];
  if (const auto why = why_never_runs(scenario, job.model)) {
    place.refuse(
        fmt::format("job {} of template '{}' can never run: {}", job.id, model.name, *why));
  }
  const StagePlan& plan = *scenario.templates->plan(job.model);
  const double ideal_s = job.iterations * plan.ideal_iteration_s();
  if (!std::isnormal(ideal_s) || !std::isnormal(plan.best().demand_bit_per_s)) {
    place.refuse(fmt::format(
        "job {} of template '{}' would run for {} s and demand {} bit/s, which can't be computed "
        "with; its iterations and the figures of the template and the GPU must be nearer to "
        "real ones",
        job.id, model.name, ideal_s, plan.best().demand_bit_per_s));
  }
}

}  // namespace

std::vector<Template> read_templates(const JsonPlace& list) {
  std::vector<Template> templates;
  Repeated<std::string> names("the name of a template");
  for (const JsonPlace& place : list.filled_elements()) {
    templates.push_back(read_template(place));
    names.add(templates.back().name, place.at("name"));
  }
  return templates;
}

std::vector<Job> read_jobs(const JsonPlace& list, const Scenario& scenario) {
  const std::vector<std::string> templates = names_of(scenario.templates->templates());
  std::vector<Job> jobs;
  Repeated<std::int64_t> ids("the id of a job");
  for (const JsonPlace& place : list.filled_elements()) {
    jobs.push_back(read_job(place, templates));
    ids.add(jobs.back().id, place.at("id"));
    require_runnable(place, jobs.back(), scenario);
  }
  std::sort(jobs.begin(), jobs.end(), [](const Job& x, const Job& y) { return x.id < y.id; });
  return jobs;
}

}  // namespace bacelab
