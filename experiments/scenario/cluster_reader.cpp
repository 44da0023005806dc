#include "experiments/scenario/cluster_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "experiments/scenario/repeated.hpp"
#include "experiments/scenario/series_reader.hpp"

namespace bacelab {
namespace {

constexpr int most_gpus = std::numeric_limits<int>::max();

Region read_region(const JsonPlace& place, const GpuType& gpu) {
  place.require_object({{"name", "gpus", "price"}, {"pue", "capacity", "observed_price"}});
  Region region{.name = place.at("name").text(),
                .gpus = static_cast<int>(place.at("gpus").integer(Bounds::between(1, most_gpus))),
                .gpu = gpu,
                .pue = 1.0,
                .price = read_series(place.at("price"), "usd_per_kwh", Bounds::any()),
                .observed_price = std::nullopt,
                .capacity = std::nullopt};
  if (const auto pue = place.find("pue")) region.pue = pue->number(Bounds::at_least(1.0));
  if (const auto seen = place.find("observed_price")) {
    region.observed_price = read_series(*seen, "usd_per_kwh", Bounds::any());
  }
  if (const auto capacity = place.find("capacity")) {
    region.capacity = read_capacity(*capacity, region.gpus);
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
  if (gpus > most_gpus) {
    list.refuse(fmt::format("have {} GPUs together, but must have at most {}", gpus, most_gpus));
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

}  // namespace

GpuType read_gpu(const JsonPlace& place) {
  place.require_object(
      {{"peak_flops", "efficiency", "memory_bytes", "power_w"}, {"name", "bytes_per_parameter"}});
  GpuType gpu;
  if (const auto name = place.find("name")) gpu.name = name->text();
  gpu.peak_flops = place.at("peak_flops").number(Bounds::positive());
  gpu.efficiency = place.at("efficiency").number(Bounds::left_open(0.0, 1.0));
  gpu.memory_bytes = place.at("memory_bytes").number(Bounds::positive());
  gpu.power_w = place.at("power_w").number(Bounds::non_negative());
  if (const auto bytes = place.find("bytes_per_parameter")) {
    gpu.bytes_per_parameter = bytes->number(Bounds::positive());
  }
  return gpu;
}

Cluster read_cluster(const JsonPlace& scenario, const GpuType& gpu) {
  std::vector<Region> regions = read_regions(scenario.at("regions"), gpu);
  std::vector<std::string> names;
  for (const Region& region : regions) names.push_back(region.name);
  std::vector<Link> links;
  if (const auto list = scenario.find("links")) links = read_links(*list, names);
  return {Table<RegionIndex, Region>(std::move(regions)), Table<LinkIndex, Link>(std::move(links))};
}

}  // namespace bacelab
