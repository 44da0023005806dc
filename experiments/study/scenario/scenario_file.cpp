#include "experiments/study/scenario/scenario_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "core/errors.hpp"
#include "experiments/study/scenario/scenario_parts.hpp"
#include "experiments/text/json.hpp"
#include "experiments/text/json_place.hpp"

namespace bacelab {
namespace {

using config::json_quoted;

void require_schema(const JsonPlace& place) {
  if (place.text() == scenario_schema) return;
  place.refuse(
      fmt::format("must be \"{}\", the only format that this program reads", scenario_schema));
}

Schedule read_schedule(const JsonPlace& place) {
  return schedules().at(place.name_of("a schedule", schedules().names()), "schedule").way;
}

PipelineModel read_pipeline(const JsonPlace& place) {
  constexpr double most_extra = 1e6;
  place.require_object({{}, {"schedule", "extra_warmup"}});
  PipelineModel pipeline;
  if (const auto schedule = place.find("schedule")) pipeline.schedule = read_schedule(*schedule);
  if (const auto extra = place.find("extra_warmup")) {
    pipeline.extra_warmup = static_cast<int>(extra->integer(Bounds::between(0, most_extra)));
  }
  return pipeline;
}

}  // namespace

Scenario read_scenario(std::string_view text, const std::string& file_name) {
  const JsonDocument document(text, file_name);
  const JsonPlace root = document.root();
  // First of all: a file of another kind has other keys, too.
  if (const auto schema = root.find("schema")) require_schema(*schema);
  root.require_object({{"schema", "gpu", "regions", "templates", "jobs"},
                       {"pipeline", "links", "warmup_jobs", "horizon_s"}});
  Scenario scenario;
  if (const auto pipeline = root.find("pipeline")) scenario.pipeline = read_pipeline(*pipeline);
  const GpuType gpu = scenario_gpu(root.at("gpu"));
  scenario.cluster = scenario_cluster(root, gpu);
  scenario.templates = std::make_shared<const TemplateSet>(scenario_templates(root.at("templates")),
                                                           gpu, scenario.pipeline);
  scenario.jobs = Table<JobIndex, Job>(scenario_jobs(root.at("jobs"), scenario));
  if (const auto warmup = root.find("warmup_jobs")) {
    scenario.warmup_jobs = static_cast<std::size_t>(warmup->integer(Bounds::non_negative()));
  }
  if (const auto horizon = root.find("horizon_s")) {
    scenario.horizon_s = horizon->number(Bounds::positive());
  }
  return scenario;
}

namespace {

/// The shortest text that reads back as the same double. JSON would read -0 as an integer.
std::string number(double value) {
  if (!std::isfinite(value)) {
    throw InputError(
        fmt::format("the world has the number {}, which a JSON file can't hold", value));
  }
  return value == 0.0 && std::signbit(value) ? "-0.0" : fmt::format("{}", value);
}

std::string series(const Series& series, std::string_view value_key) {
  const std::size_t breakpoints = series.complete();
  std::string times;
  std::string values;
  for (std::size_t i = 0; i < breakpoints; ++i) {
    const std::string_view comma = i == 0 ? "" : ", ";
    times.append(comma).append(number(series.time(i)));
    values.append(comma).append(number(series.value(i)));
  }
  return fmt::format(R"({{"times_s": [{}], "{}": [{}]}})", times, value_key, values);
}

std::string optional_series(std::string_view key, const std::optional<Series>& value,
                            std::string_view value_key) {
  return value ? fmt::format(R"(, "{}": {})", key, series(*value, value_key)) : "";
}

std::string pipeline(const PipelineModel& model) {
  return fmt::format(R"({{"schedule": "{}", "extra_warmup": {}}})", name_of(model.schedule),
                     model.extra_warmup);
}

/// A key that stands there only if it is not what it is by default.
std::string unless_default(std::string_view key, double value, double by_default) {
  return value == by_default ? "" : fmt::format(R"(, "{}": {})", key, number(value));
}

std::string gpu(const GpuType& type) {
  const std::string name =
      type.name.empty() ? "" : fmt::format(R"("name": {}, )", json_quoted(type.name));
  return fmt::format(R"({{{}"peak_flops": {}, "efficiency": {}, "memory_bytes": {}, )"
                     R"("power_w": {}, "bytes_per_parameter": {}{}}})",
                     name, number(type.peak_flops), number(type.efficiency),
                     number(type.memory_bytes), number(type.power_w),
                     number(type.bytes_per_parameter),
                     unless_default("idle_power_fraction", type.idle_power_fraction,
                                    GpuType().idle_power_fraction));
}

std::string region(const Region& region) {
  return fmt::format(R"({{"name": {}, "gpus": {}, "pue": {}{}, "price": {}{}{}}})",
                     json_quoted(region.name), region.gpus, number(region.pue),
                     unless_default("internal_bit_per_s", region.internal_bit_per_s,
                                    std::numeric_limits<double>::infinity()),
                     series(region.price, "usd_per_kwh"),
                     optional_series("observed_price", region.observed_price, "usd_per_kwh"),
                     optional_series("capacity", region.capacity, "gpus"));
}

std::string link(const Link& link, const Table<RegionIndex, Region>& regions) {
  return fmt::format(
      R"({{"a": {}, "b": {}, "delay_s": {}, "transfer_usd_per_gb": {}, "bandwidth": {}{}}})",
      json_quoted(regions[link.a].name), json_quoted(regions[link.b].name), number(link.delay_s),
      number(link.transfer_usd_per_gb), series(link.bandwidth, "bit_per_s"),
      optional_series("observed_bandwidth", link.observed_bandwidth, "bit_per_s"));
}

std::string model(const Template& model) {
  return fmt::format(
      R"({{"name": {}, "layers": {}, "hidden": {}, "sequence": {}, "vocabulary": {}, )"
      R"("parameters": {}, "micro_batch": {}, "micro_batches": {}, "recompute": {}, )"
      R"("max_stages": {}, "layer_parameters": {}, "attention_width": {}}})",
      json_quoted(model.name), model.layers, number(model.hidden), number(model.sequence),
      number(model.vocabulary), number(model.parameters), model.micro_batch, model.micro_batches,
      model.recompute, model.max_stages ? fmt::format("{}", *model.max_stages) : "null",
      number(model.layer_parameters), number(model.attention_width));
}

std::string job(const Job& job, const TemplateSet& templates) {
  return fmt::format(R"({{"id": {}, "template": {}, "arrival_s": {}, "iterations": {}}})", job.id,
                     json_quoted(templates[job.model].name), number(job.arrival_s),
                     number(job.iterations));
}

/// A key with a list, one line an element.
template <class Things, class ToText>
void write_list(std::ostream& out, std::string_view key, const Things& things, ToText to_text) {
  out << ",\n \"" << key << "\": [";
  std::string_view before = "\n  ";
  for (const auto& thing : things) {
    out << before << to_text(thing);
    before = ",\n  ";
  }
  out << "]";
}

}  // namespace

void write_scenario(std::ostream& out, const Scenario& scenario) {
  const auto& regions = scenario.cluster.regions();
  out << "{\"schema\": " << json_quoted(scenario_schema);
  out << ",\n \"pipeline\": " << pipeline(scenario.pipeline);
  out << ",\n \"gpu\": " << gpu(regions[RegionIndex(0)].gpu);
  out << ",\n \"warmup_jobs\": " << scenario.warmup_jobs;
  if (scenario.horizon_s) out << ",\n \"horizon_s\": " << number(*scenario.horizon_s);
  write_list(out, "regions", regions, region);
  write_list(out, "links", scenario.cluster.links(),
             [&](const Link& one) { return link(one, regions); });
  write_list(out, "templates", scenario.templates->templates(), model);
  write_list(out, "jobs", scenario.jobs,
             [&](const Job& one) { return job(one, *scenario.templates); });
  out << "}\n";
}

}  // namespace bacelab
