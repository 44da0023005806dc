#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "core/errors.hpp"
#include "experiments/study/scenario/scenario_file.hpp"
#include "experiments/text/json.hpp"

namespace bacelab {
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

/// A key that stands there only if it is not what it is by default.
std::string unless_default(std::string_view key, double value, double by_default) {
  return value == by_default ? "" : fmt::format(R"(, "{}": {})", key, number(value));
}

/// The same for one of a few ways, which has a name.
template <class Way>
std::string unless_default(std::string_view key, Way way, Way by_default) {
  return way == by_default ? "" : fmt::format(R"(, "{}": "{}")", key, name_of(way));
}

std::string pipeline(const PipelineModel& model) {
  const PipelineModel by_default;
  return fmt::format(R"({{"schedule": "{}", "extra_warmup": {}{}{}}})", name_of(model.schedule),
                     model.extra_warmup, unless_default("split", model.split, by_default.split),
                     unless_default("best_stages", model.best_stages, by_default.best_stages));
}

std::string gpu(const GpuType& type) {
  const std::string name =
      type.name.empty() ? "" : fmt::format(R"("name": {}, )", config::json_quoted(type.name));
  return fmt::format(R"({{{}"peak_flops": {}, "efficiency": {}, "memory_bytes": {}, )"
                     R"("power_w": {}, "bytes_per_parameter": {}{}}})",
                     name, number(type.peak_flops), number(type.efficiency),
                     number(type.memory_bytes), number(type.power_w),
                     number(type.bytes_per_parameter),
                     unless_default("idle_power_fraction", type.idle_power_fraction,
                                    GpuType().idle_power_fraction));
}

/// What is different in a region's GPU type from that of the scenario; nothing if it is the same.
std::string own_gpu(const GpuType& own, const GpuType& of_scenario) {
  std::vector<std::string> keys;
  // Names are of no account to a run, and an empty one can't be written.
  if (own.name != of_scenario.name && !own.name.empty()) {
    keys.push_back(fmt::format(R"("name": {})", config::json_quoted(own.name)));
  }
  const auto add = [&](std::string_view key, double GpuType::*figure) {
    const std::string text = number(own.*figure);
    if (text != number(of_scenario.*figure)) keys.push_back(fmt::format(R"("{}": {})", key, text));
  };
  add("peak_flops", &GpuType::peak_flops);
  add("efficiency", &GpuType::efficiency);
  add("memory_bytes", &GpuType::memory_bytes);
  add("power_w", &GpuType::power_w);
  add("bytes_per_parameter", &GpuType::bytes_per_parameter);
  add("idle_power_fraction", &GpuType::idle_power_fraction);
  return keys.empty() ? "" : fmt::format(R"(, "gpu": {{{}}})", fmt::join(keys, ", "));
}

std::string region(const Region& region, const GpuType& gpu) {
  return fmt::format(R"({{"name": {}, "gpus": {}{}, "pue": {}{}, "price": {}{}{}}})",
                     config::json_quoted(region.name), region.gpus, own_gpu(region.gpu, gpu),
                     number(region.pue),
                     unless_default("internal_bit_per_s", region.internal_bit_per_s,
                                    std::numeric_limits<double>::infinity()),
                     series(region.price, "usd_per_kwh"),
                     optional_series("observed_price", region.observed_price, "usd_per_kwh"),
                     optional_series("capacity", region.capacity, "gpus"));
}

std::string link(const Link& link, const Table<RegionIndex, Region>& regions) {
  return fmt::format(
      R"({{"a": {}, "b": {}, "delay_s": {}, "transfer_usd_per_gb": {}, "bandwidth": {}{}}})",
      config::json_quoted(regions[link.a].name), config::json_quoted(regions[link.b].name),
      number(link.delay_s), number(link.transfer_usd_per_gb), series(link.bandwidth, "bit_per_s"),
      optional_series("observed_bandwidth", link.observed_bandwidth, "bit_per_s"));
}

std::string model(const Template& model) {
  return fmt::format(
      R"({{"name": {}, "layers": {}, "hidden": {}, "sequence": {}, "vocabulary": {}, )"
      R"("parameters": {}, "micro_batch": {}, "micro_batches": {}, "recompute": {}, )"
      R"("max_stages": {}, "layer_parameters": {}, "attention_width": {}{}{}{}}})",
      config::json_quoted(model.name), model.layers, number(model.hidden), number(model.sequence),
      number(model.vocabulary), number(model.parameters), model.micro_batch, model.micro_batches,
      model.recompute, model.max_stages ? fmt::format("{}", *model.max_stages) : "null",
      number(model.layer_parameters), number(model.attention_width),
      unless_default("tensor_parallel", model.tensor_parallel, 1.0),
      unless_default("tensor_efficiency", model.tensor_efficiency, 1.0),
      unless_default("data_parallel", model.data_parallel, 1.0));
}

std::string job(const Job& job, const TemplateSet& templates) {
  return fmt::format(R"({{"id": {}, "template": {}, "arrival_s": {}, "iterations": {}}})", job.id,
                     config::json_quoted(templates[job.model].name), number(job.arrival_s),
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
  out << "{\"schema\": " << config::json_quoted(scenario_schema);
  out << ",\n \"pipeline\": " << pipeline(scenario.pipeline);
  const GpuType& type = regions[RegionIndex(0)].gpu;
  out << ",\n \"gpu\": " << gpu(type);
  out << ",\n \"warmup_jobs\": " << scenario.warmup_jobs;
  if (scenario.horizon_s) out << ",\n \"horizon_s\": " << number(*scenario.horizon_s);
  if (scenario.policy_seed != 0) out << ",\n \"policy_seed\": " << scenario.policy_seed;
  write_list(out, "regions", regions, [&](const Region& one) { return region(one, type); });
  write_list(out, "links", scenario.cluster.links(),
             [&](const Link& one) { return link(one, regions); });
  write_list(out, "templates", scenario.templates->templates(), model);
  write_list(out, "jobs", scenario.jobs,
             [&](const Job& one) { return job(one, *scenario.templates); });
  out << "}\n";
}

}  // namespace bacelab
