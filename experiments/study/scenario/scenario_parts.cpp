#include "experiments/study/scenario/scenario_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "experiments/study/template_limits.hpp"
#include "experiments/text/json_place.hpp"

namespace bacelab {
namespace {

void require_shape(const JsonPlace& place, std::string_view value_key) {
  place.require_object({{"times_s", std::string(value_key)}, {}});
}

std::vector<double> read_times(const JsonPlace& place) {
  std::vector<double> times = place.numbers(Bounds::non_negative());
  if (times.front() != 0.0) place.refuse_element(0, "must be 0, where every series starts");
  for (std::size_t i = 1; i < times.size(); ++i) {
    if (times[i] > times[i - 1]) continue;
    place.refuse_element(i, fmt::format("must be later than the time before it, {}", times[i - 1]));
  }
  return times;
}

Series make_series(const JsonPlace& place, std::string_view value_key, std::vector<double> values) {
  std::vector<double> times = read_times(place.at("times_s"));
  if (times.size() != values.size()) {
    place.at(value_key).refuse(fmt::format(
        "has {} values, but must have one for each of the {} times", values.size(), times.size()));
  }
  return {std::move(times), std::move(values)};
}

/// A GPU type of which only the keys that are there differ from another one.
GpuType read_gpu_over(const JsonPlace& place, GpuType gpu) {
  const auto read = [&](std::string_view key, double GpuType::*figure, const Bounds& bounds) {
    if (const auto given = place.find(key)) gpu.*figure = given->number(bounds);
  };
  if (const auto name = place.find("name")) gpu.name = name->text();
  read("peak_flops", &GpuType::peak_flops, Bounds::positive());
  read("efficiency", &GpuType::efficiency, Bounds::left_open(0.0, 1.0));
  read("memory_bytes", &GpuType::memory_bytes, Bounds::positive());
  read("power_w", &GpuType::power_w, Bounds::non_negative());
  read("bytes_per_parameter", &GpuType::bytes_per_parameter, Bounds::positive());
  read("idle_power_fraction", &GpuType::idle_power_fraction, Bounds::fraction());
  return gpu;
}

/// The GPU type of a region: that of the scenario, with its own keys.
GpuType read_region_gpu(const JsonPlace& place, const GpuType& of_scenario) {
  place.require_object({{},
                        {"name", "peak_flops", "efficiency", "memory_bytes", "power_w",
                         "bytes_per_parameter", "idle_power_fraction"}});
  return read_gpu_over(place, of_scenario);
}

constexpr int most_cluster_gpus = std::numeric_limits<int>::max();

Region read_region(const JsonPlace& place, const GpuType& gpu) {
  place.require_object({{"name", "gpus", "price"},
                        {"gpu", "pue", "capacity", "observed_price", "internal_bit_per_s"}});
  Region region{
      .name = place.at("name").text(),
      .gpus = static_cast<int>(place.at("gpus").integer(Bounds::between(1, most_cluster_gpus))),
      .gpu = gpu,
      .pue = 1.0,
      .price = read_series(place.at("price"), "usd_per_kwh", Bounds::any()),
      .observed_price = std::nullopt,
      .capacity = std::nullopt};
  if (const auto own = place.find("gpu")) region.gpu = read_region_gpu(*own, gpu);
  if (const auto pue = place.find("pue")) region.pue = pue->number(Bounds::at_least(1.0));
  if (const auto seen = place.find("observed_price")) {
    region.observed_price = read_series(*seen, "usd_per_kwh", Bounds::any());
  }
  if (const auto capacity = place.find("capacity")) {
    region.capacity = read_capacity(*capacity, region.gpus);
  }
  if (const auto internal = place.find("internal_bit_per_s")) {
    region.internal_bit_per_s = internal->number(Bounds::positive());
  }
  return region;
}

std::vector<Region> read_regions(const JsonPlace& list, const GpuType& gpu) {
  std::vector<Region> regions;
  Repeated<std::string> names("the name of a region");
  std::int64_t gpus = 0;
  for (const JsonPlace& place : list.filled_elements()) {
    regions.push_back(read_region(place, gpu));
    names.add(regions.back().name, place.at("name"));
    gpus += regions.back().gpus;
  }
  if (gpus > most_cluster_gpus) {
    list.refuse(
        fmt::format("have {} GPUs together, but must have at most {}", gpus, most_cluster_gpus));
  }
  return regions;
}

/// The index of the region that a link's key names.
RegionIndex read_end(const JsonPlace& place, const std::vector<std::string>& regions) {
  const std::string name = place.name_of("a region", regions);
  return RegionIndex(
      static_cast<std::size_t>(std::find(regions.begin(), regions.end(), name) - regions.begin()));
}

Link read_link(const JsonPlace& place, const std::vector<std::string>& regions) {
  place.require_object(
      {{"a", "b", "bandwidth"}, {"delay_s", "observed_bandwidth", "transfer_usd_per_gb"}});
  const Bounds at_least_0 = Bounds::non_negative();
  Link link{.a = read_end(place.at("a"), regions),
            .b = read_end(place.at("b"), regions),
            .delay_s = 0.0,
            .bandwidth = read_series(place.at("bandwidth"), "bit_per_s", at_least_0),
            .observed_bandwidth = std::nullopt,
            .transfer_usd_per_gb = 0.0};
  if (link.a == link.b) {
    place.at("b").refuse("is where the link starts; a link joins two different regions");
  }
  if (const auto delay = place.find("delay_s")) link.delay_s = delay->number(at_least_0);
  if (const auto price = place.find("transfer_usd_per_gb")) {
    link.transfer_usd_per_gb = price->number(at_least_0);
  }
  if (const auto seen = place.find("observed_bandwidth")) {
    link.observed_bandwidth = read_series(*seen, "bit_per_s", at_least_0);
  }
  return link;
}

std::vector<Link> read_links(const JsonPlace& list, const std::vector<std::string>& regions) {
  std::vector<Link> links;
  Repeated<std::pair<RegionIndex, RegionIndex>> pairs("a link of these two regions");
  for (const JsonPlace& place : list.elements()) {
    links.push_back(read_link(place, regions));
    pairs.add(std::minmax(links.back().a, links.back().b), place);
  }
  return links;
}

int read_count(const JsonPlace& place, double most = TemplateLimits::count) {
  return static_cast<int>(place.integer(Bounds::between(1, most)));
}

/// The GPUs of a stage.
void read_parallelism(const JsonPlace& place, Template& model) {
  if (const auto degree = place.find("tensor_parallel")) {
    model.tensor_parallel = read_count(*degree, TemplateLimits::tensor_parallel);
  }
  if (const auto efficiency = place.find("tensor_efficiency")) {
    model.tensor_efficiency = efficiency->number(Bounds::left_open(0.0, 1.0));
  }
  if (const auto replicas = place.find("data_parallel")) {
    model.data_parallel = read_count(*replicas, TemplateLimits::data_parallel);
  }
}

Template read_template(const JsonPlace& place) {
  place.require_object(
      {{"name", "layers", "hidden", "sequence", "vocabulary", "parameters", "micro_batches"},
       {"micro_batch", "recompute", "max_stages", "layer_parameters", "attention_width",
        "tensor_parallel", "tensor_efficiency", "data_parallel"}});
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
  read_parallelism(place, model);
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

Series read_series(const JsonPlace& place, std::string_view value_key, const Bounds& bounds) {
  require_shape(place, value_key);
  return make_series(place, value_key, place.at(value_key).numbers(bounds));
}

Series read_capacity(const JsonPlace& place, int gpus) {
  require_shape(place, "gpus");
  const JsonPlace values = place.at("gpus");
  std::vector<double> capacity = values.integers(Bounds::non_negative());
  for (std::size_t i = 0; i < capacity.size(); ++i) {
    if (capacity[i] <= gpus) continue;
    values.refuse_element(i, fmt::format("must be at most {}, the GPUs of the region", gpus));
  }
  return make_series(place, "gpus", std::move(capacity));
}

GpuType scenario_gpu(const JsonPlace& place) {
  place.require_object({{"peak_flops", "efficiency", "memory_bytes", "power_w"},
                        {"name", "bytes_per_parameter", "idle_power_fraction"}});
  return read_gpu_over(place, GpuType());
}

Cluster scenario_cluster(const JsonPlace& scenario, const GpuType& gpu) {
  std::vector<Region> regions = read_regions(scenario.at("regions"), gpu);
  std::vector<std::string> names;
  for (const Region& region : regions) names.push_back(region.name);
  std::vector<Link> links;
  if (const auto list = scenario.find("links")) links = read_links(*list, names);
  return {Table<RegionIndex, Region>(std::move(regions)), Table<LinkIndex, Link>(std::move(links))};
}

std::vector<Template> scenario_templates(const JsonPlace& list) {
  std::vector<Template> templates;
  Repeated<std::string> names("the name of a template");
  for (const JsonPlace& place : list.filled_elements()) {
    templates.push_back(read_template(place));
    names.add(templates.back().name, place.at("name"));
  }
  return templates;
}

std::vector<Job> scenario_jobs(const JsonPlace& list, const Scenario& scenario) {
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
