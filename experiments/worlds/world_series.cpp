#include "experiments/worlds/world_series.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "experiments/random/stream.hpp"

namespace bacelab {

std::vector<LinkEnds> draw_links(std::span<const RegionModel> regions, double probability,
                                 std::uint64_t seed) {
  std::vector<LinkEnds> links;
  for (std::size_t a = 0; a < regions.size(); ++a) {
    for (std::size_t b = a + 1; b < regions.size(); ++b) {
      const auto is_linked = [&] {
        const std::string owner = link_owner(regions[a].name, regions[b].name);
        return RandomStream({.seed = seed}, "link", owner).uniform(0) < probability;
      };
      if (probability == 1.0 || is_linked()) links.push_back({RegionIndex(a), RegionIndex(b)});
    }
  }
  return links;
}

namespace {

class CapacitySource final : public SeriesSource {
 public:
  CapacitySource(int gpus, int left, std::unique_ptr<Modulation> outages, double horizon_s)
      : gpus_(gpus), left_(left), outages_(std::move(outages)), horizon_s_(horizon_s) {}

  bool extend(std::vector<double>& times_s, std::vector<double>& values) override {
    if (!times_s.empty() && now_s_ >= horizon_s_) return false;
    const Modulation::Piece piece = outages_->next();
    times_s.push_back(now_s_);
    values.push_back(piece.factor < 1.0 ? left_ : gpus_);
    now_s_ = piece.until_s;
    return true;
  }

 private:
  double gpus_;
  double left_;
  std::unique_ptr<Modulation> outages_;
  double horizon_s_;
  double now_s_ = 0.0;
};

}  // namespace

int gpus_in_outage(int gpus, const OutageChain& outages) {
  return static_cast<int>(std::floor(gpus * outages.remaining() * (1.0 + 1e-12)));
}

Series capacity_series(int gpus, const OutageChain& outages, const ModulationOwner& owner,
                       double horizon_s) {
  const int left = gpus_in_outage(gpus, outages);
  return Series(std::make_unique<CapacitySource>(gpus, left, outages.make(owner), horizon_s));
}

Moments capacity_moments(int gpus, const OutageChain& outages) {
  return two_values(gpus, gpus_in_outage(gpus, outages), outages.share());
}

namespace {

double local_hour_at_start(const WorldModel& model, RegionIndex region, const WorldId& id) {
  return start_hour_of(model, id) + model.regions.regions[region.value()].utc_offset_hours;
}

/// A region or a link of a world: the name of its series and when its days begin.
struct Place {
  std::string name;
  std::array<double, 2> local_hours;
  std::size_t ends;  // 1 for a region, 2 for a link

  [[nodiscard]] ModulationOwner owner(const WorldId& id, std::string_view purpose) const {
    return {id, purpose, name, {local_hours.data(), ends}};
  }
};

Place place_of(const WorldModel& model, RegionIndex region, const WorldId& id) {
  return {
      model.regions.regions[region.value()].name, {local_hour_at_start(model, region, id), 0.0}, 1};
}

Place place_of(const WorldModel& model, const LinkEnds& ends, const WorldId& id) {
  const auto& regions = model.regions.regions;
  return {link_owner(regions[ends.a.value()].name, regions[ends.b.value()].name),
          {local_hour_at_start(model, ends.a, id), local_hour_at_start(model, ends.b, id)},
          2};
}

double price_base(const WorldModel& model, RegionIndex region, const WorldId& id) {
  const std::string& name = model.regions.regions[region.value()].name;
  return model.price.base_factor * model.price.base_usd_per_kwh.of(region, name, "price.base", id);
}

/// Bit/s of each link before modulation.
std::vector<double> bandwidth_bases_of(const WorldModel& model, const WorldId& id) {
  auto bases = model.network.base->bit_per_s(id, model.regions.regions, model.network.links);
  for (double& base : bases) base *= model.network.scale;
  return bases;
}

/// The series as the scheduler sees it; empty: the series itself. `make` generates it once more.
template <class Make>
std::optional<Series> observed(const Observation& observation, const ModulationOwner& owner,
                               const Make& make) {
  if (observation.exact()) return std::nullopt;
  const RandomStream noise(owner.world, std::string(owner.purpose) + ".observed", owner.name);
  return observation.seen(make(), noise);
}

}  // namespace

Table<RegionIndex, Region> make_regions(const WorldModel& model, const std::vector<int>& gpus,
                                        const WorldId& id) {
  constexpr double unlimited = std::numeric_limits<double>::infinity();
  const std::vector<double> access =
      model.regions.internal == InternalBandwidth::access
          ? model.network.base->access_bit_per_s(id, model.regions.regions)
          : std::vector<double>();
  Table<RegionIndex, Region> regions;
  for (std::size_t r = 0; r < gpus.size(); ++r) {
    const RegionIndex index(r);
    const Place place = place_of(model, index, id);
    const double base = price_base(model, index, id);
    const ModulationOwner owner = place.owner(id, "price");
    const auto price = [&] {
      return modulated_series(base, model.price.modulations, owner, model.horizon_s);
    };
    std::optional<Series> capacity;
    if (model.regions.outages) {
      capacity = capacity_series(gpus[r], *model.regions.outages, place.owner(id, "capacity"),
                                 model.horizon_s);
    }
    const RegionModel& region = model.regions.regions[r];
    const double internal = access.empty() ? unlimited : access[r];
    regions.push_back({place.name, gpus[r], region.gpu.value_or(model.gpu), region.pue, price(),
                       observed(model.price.observation, owner, price), std::move(capacity),
                       region.internal_bit_per_s.value_or(internal)});
  }
  return regions;
}

Table<LinkIndex, Link> make_links(const WorldModel& model, const WorldId& id) {
  const NetworkModel& network = model.network;
  const std::vector<double> bases = bandwidth_bases_of(model, id);
  Table<LinkIndex, Link> links;
  for (std::size_t i = 0; i < network.links.size(); ++i) {
    const LinkEnds& ends = network.links[i];
    const Place place = place_of(model, ends, id);
    const ModulationOwner owner = place.owner(id, "bandwidth");
    const auto bandwidth = [&] {
      return modulated_series(bases[i], network.modulations, owner, model.horizon_s);
    };
    links.push_back({ends.a, ends.b, network.delay_s[i], bandwidth(),
                     observed(network.observation, owner, bandwidth),
                     network.transfer_usd_per_gb[i]});
  }
  return links;
}

bool has_changing_series(const WorldModel& model) {
  return !model.price.modulations.empty() || !model.network.modulations.empty() ||
         model.regions.outages;
}

std::vector<Moments> price_moments(const WorldModel& model, const WorldId& id) {
  std::vector<Moments> moments;
  for (std::size_t r = 0; r < model.regions.regions.size(); ++r) {
    const RegionIndex index(r);
    const Place place = place_of(model, index, id);
    moments.push_back(modulated_moments(price_base(model, index, id), model.price.modulations,
                                        place.owner(id, "price")));
  }
  return moments;
}

std::vector<Moments> bandwidth_moments(const WorldModel& model, const WorldId& id) {
  const std::vector<double> bases = bandwidth_bases_of(model, id);
  std::vector<Moments> moments;
  for (std::size_t i = 0; i < bases.size(); ++i) {
    const Place place = place_of(model, model.network.links[i], id);
    moments.push_back(
        modulated_moments(bases[i], model.network.modulations, place.owner(id, "bandwidth")));
  }
  return moments;
}

}  // namespace bacelab
