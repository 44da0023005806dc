#include "experiments/study/world_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "experiments/study/gpu_reader.hpp"
#include "experiments/study/runnable_jobs.hpp"
#include "experiments/text/section.hpp"
#include "experiments/text/words.hpp"
#include "experiments/worlds/capacity.hpp"
#include "experiments/worlds/modulation/modulation.hpp"
#include "experiments/worlds/modulation/outage_chain.hpp"
#include "experiments/worlds/world_series.hpp"

namespace bacelab {

PipelineModel read_pipeline(const ConfigSection& section) {
  PipelineModel pipeline;
  pipeline.schedule = read_choice(section, "schedule", schedules(),
                                  "How micro-batches and transfers are interleaved")
                          .way;
  pipeline.extra_warmup = static_cast<int>(
      section.integer("extra_warmup", 0, Bounds::between(0, 1e6),
                      "Extra micro-batches in flight under one_f_one_b and zero_bubble"));
  pipeline.split =
      read_choice(section, "split", splits(),
                  "Where a model is cut into stages: between layers, or anywhere (even)")
          .way;
  pipeline.best_stages =
      read_choice(section, "best_stages", best_stages_rules(),
                  "By which iteration time the best stage count is chosen: without transfers, or "
                  "with those inside one region")
          .way;
  return pipeline;
}

namespace {

std::vector<std::string> names_of(const RegionsModel& regions) {
  std::vector<std::string> names;
  for (const RegionModel& region : regions.regions) names.push_back(region.name);
  return names;
}

/// A modulation that the study has.
struct ReadModulation {
  const ModulationInfo* info;
  std::shared_ptr<const ModulationModel> model;
};

/// Reads the modulations whose tables stand in the section of that name.
std::vector<ReadModulation> read_modulations(const ConfigSection& section, std::string_view name,
                                             const RegionsReading& regions, double horizon_s) {
  const std::vector<std::string> region_names = names_of(regions.model);
  std::vector<ReadModulation> read;
  for (const ModulationInfo& info : modulations()) {
    if (info.section() != name) continue;
    const ConfigSection own = section.table(info.key(), info.description);
    if (auto model = info.read({own, region_names, horizon_s})) {
      read.push_back({&info, std::move(model)});
    }
  }
  return read;
}

NetworkModel read_network(const ConfigSection& section, const RegionsReading& regions,
                          double horizon_s, std::uint64_t seed) {
  const double linked =
      section.number("link_probability", 1.0, Bounds::between(0.0, 1.0),
                     "Fraction of the pairs of regions that are linked, drawn once for all worlds");
  NetworkModel network;
  const GivenLinks given = GivenLinks::read(section, names_of(regions.model));
  network.base = read_choice(section, "bandwidth", bandwidth_bases(),
                             "Where the bandwidth of a link comes from")
                     .make({section, regions.sections, &given});
  network.links = draw_links(regions.model.regions, linked, seed);
  std::erase_if(network.links, [&](const LinkEnds& ends) { return !network.base->has_link(ends); });
  network.topology = std::make_shared<const Topology>(regions.model.regions.size(), network.links);
  network.scale = section.number("scale", 1.0, Bounds::non_negative(), "Factor on all bandwidths");
  const double delay_ms =
      section.number("delay_ms", 0.0, Bounds::non_negative().in("ms"), "One-way delay of a link");
  const double usd_per_gb =
      section.number("transfer_usd_per_gb", 0.0, Bounds::non_negative().in("USD/GB"),
                     "Price of 10^9 bytes over a link; a separate metric, egress_cost");
  for (const LinkEnds& ends : network.links) {
    network.delay_s.push_back((delay_ms + given.delay_ms(ends).value_or(0.0)) / 1e3);
    network.transfer_usd_per_gb.push_back(
        usd_per_gb + given.of(ends, &LinkFigures::transfer_usd_per_gb).value_or(0.0));
  }
  for (auto& [info, model] : read_modulations(section, "network", regions, horizon_s)) {
    network.modulations.push_back(std::move(model));
  }
  network.observation =
      Observation::read(section.table("observed", "What the scheduler sees of bandwidths"));
  network.notes = given.notes();
  if (auto note = network.base->note()) network.notes.push_back(*std::move(note));
  return network;
}

/// Access bandwidths can be internal ones only where there are any, all above 0.
void require_internal(const ConfigSection& section, const RegionsModel& regions,
                      const NetworkModel& network) {
  if (regions.internal != InternalBandwidth::access) return;
  if (network.base->least_access_bit_per_s() > 0.0) return;
  section.fail("internal", "the regions have no access bandwidths, or some that may be 0",
               "network.bandwidth = \"access_mean\" with access bandwidths above 0, or "
               "internal_gbps");
}

/// The best stage count by transfers inside a region needs their bandwidth in every region.
void require_internal_for_best_stages(const ConfigSection& section, const PipelineModel& pipeline,
                                      const RegionsModel& regions) {
  if (pipeline.best_stages != BestStages::transfer) return;
  if (regions.internal == InternalBandwidth::access) return;
  for (const RegionModel& region : regions.regions) {
    if (region.internal_bit_per_s) continue;
    section.fail("best_stages",
                 fmt::format("the region {} has no internal bandwidth", shown_key(region.name)),
                 "regions.internal_gbps, internal_gbps of each region, regions.internal = "
                 "\"access\", or best_stages = \"compute\"");
  }
}

/// Prices that a modulation gives leave no room for others.
void require_no_other_prices(const ConfigSection& section, const RegionsReading& regions,
                             const std::vector<ReadModulation>& modulations,
                             std::string_view given_by) {
  for (const ConfigSection& region : regions.sections) {
    if (!region.has("usd_per_kwh")) continue;
    region.fail("usd_per_kwh",
                fmt::format("the prices of all regions come from the file of [{}]", given_by),
                "one of the two");
  }
  for (const auto& [info, model] : modulations) {
    if (model->effect() != ModulationModel::Effect::adds) continue;
    section.fail(info->key(), fmt::format("the prices of [{}] have spikes of their own", given_by),
                 "one of the two");
  }
}

/// Puts the modulations of prices into the model, one that replaces the base first.
void modulate_prices(const ConfigSection& section, const RegionsReading& regions, double horizon_s,
                     PriceModel& price) {
  const auto modulations = read_modulations(section, "price", regions, horizon_s);
  for (const auto& [info, model] : modulations) {
    for (std::string& note : model->notes()) price.notes.push_back(std::move(note));
    if (model->effect() != ModulationModel::Effect::replaces) {
      price.modulations.push_back(model);
      price.base_factor *= model->base_factor();
      continue;
    }
    require_no_other_prices(section, regions, modulations, info->name);
    price.modulations.insert(price.modulations.begin(), model);
    const std::vector<std::optional<double>> factors(regions.sections.size(), 1.0);
    price.base_usd_per_kwh = RegionalValue(factors, 1.0, 1.0);
  }
}

PriceModel read_price(const ConfigSection& section, const RegionsReading& regions,
                      double horizon_s) {
  const Bounds usd = Bounds::any().in("USD/kWh");
  const double low = section.number("usd_per_kwh_low", 0.156, usd,
                                    "Lowest electricity price that is drawn for a region");
  const double high = section.number("usd_per_kwh_high", 0.295, usd,
                                     "Highest electricity price that is drawn for a region");
  if (high < low) {
    section.fail("usd_per_kwh_high", "is below usd_per_kwh_low", "at least usd_per_kwh_low");
  }
  std::vector<std::optional<double>> given;
  for (const ConfigSection& region : regions.sections) {
    given.push_back(region.optional_number("usd_per_kwh", usd,
                                           "Electricity price of this region; drawn if not set"));
  }
  PriceModel price;
  price.base_usd_per_kwh = RegionalValue(std::move(given), low, high);
  modulate_prices(section, regions, horizon_s, price);
  price.observation =
      Observation::read(section.table("observed", "What the scheduler sees of prices"));
  return price;
}

/// The plans of the templates, if they are the same in all worlds.
std::shared_ptr<const TemplateSet> common_plans(const WorldModel& model) {
  const Templates& templates = *model.jobs.templates;
  const auto depends = [&](const Template& trained) {
    return depends_on_cluster(trained, model.pipeline);
  };
  if (!has_one_gpu_type(model) || std::any_of(templates.begin(), templates.end(), depends)) {
    return nullptr;
  }
  const std::vector<RegionGpus> any = {{0, gpu_of(model, model.regions.regions.front())}};
  return std::make_shared<const TemplateSet>(model.jobs.templates, any, model.pipeline);
}

}  // namespace

WorldModel read_world_model(const ConfigSection& root, std::uint64_t seed) {
  const ConfigSection pipeline_section = root.table("pipeline", "The pipelines of all jobs");
  const PipelineModel pipeline = read_pipeline(pipeline_section);
  const GpuType gpu =
      read_gpu(root.table("gpu", "The GPUs of regions without a type of their own"));
  RegionsReading regions = read_regions(root, gpu);
  require_internal_for_best_stages(pipeline_section, pipeline, regions.model);
  regions.model.outages = OutageChain::read(
      root.table("regions", "All regions")
          .table("outages",
                 "Outages of GPUs, independent for each region; running jobs keep theirs"));
  const double horizon = read_horizon_hours(root);
  auto calendar = Calendar::read(root);
  const double start_hour = calendar ? 0.0 : read_start_hour(root);
  NetworkModel network =
      read_network(root.table("network", "The links"), regions, horizon * 3600.0, seed);
  require_internal(root.table("regions", "All regions"), regions.model, network);
  PriceModel price = read_price(root.table("price", "Electricity"), regions, horizon * 3600.0);
  JobsModel jobs = read_jobs(root);
  WorldModel model = {pipeline,
                      gpu,
                      std::move(regions.model),
                      std::move(network),
                      std::move(price),
                      std::move(jobs),
                      horizon * 3600.0,
                      start_hour,
                      std::move(calendar)};
  const ConfigSection jobs_section = root.table("jobs", "The jobs");
  require_few_stages(jobs_section, model);
  model.jobs.plans = common_plans(model);
  require_gpus(model);
  require_runnable(jobs_section, model);
  return model;
}

}  // namespace bacelab
