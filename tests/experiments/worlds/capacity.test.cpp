#include "experiments/worlds/capacity.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bacelab {
namespace {

/// Regions of which those without a number are drawn from `choices`.
RegionsModel regions_of(const std::vector<std::optional<int>>& given, std::vector<int> choices,
                        int required) {
  RegionsModel model;
  for (const auto& gpus : given) {
    RegionModel region;
    region.name = std::string(1, static_cast<char>('A' + model.regions.size()));
    region.gpus = gpus;
    model.regions.push_back(region);
  }
  model.gpu_choices = std::move(choices);
  model.required_gpus = required;
  return model;
}

WorldId world(std::uint32_t replication) { return {7, replication, 0, 0}; }

/// The condition by listing every draw, each equally likely.
CapacityCondition listed(const RegionsModel& model) {
  double draws = 0.0;
  double kept = 0.0;
  double sum = 0.0;
  double kept_sum = 0.0;
  std::vector<std::size_t> chosen(model.regions.size(), 0);
  for (;;) {
    Capacity capacity;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      capacity.gpus.push_back(model.regions[i].gpus.value_or(model.gpu_choices[chosen[i]]));
    }
    draws += 1.0;
    sum += capacity.total();
    if (capacity.largest() >= model.required_gpus) {
      kept += 1.0;
      kept_sum += capacity.total();
    }
    std::size_t digit = 0;
    while (digit < chosen.size() && ++chosen[digit] == model.gpu_choices.size()) {
      chosen[digit++] = 0;
    }
    if (digit == chosen.size()) return {kept / draws, sum / draws, kept_sum / kept};
  }
}

}  // namespace

TEST_CASE("capacity: without a requirement the first draw is taken", "[worlds]") {
  for (std::uint32_t i = 0; i < 50; ++i) {
    const auto free = draw_capacity(regions_of({{}, {}}, {8, 64}, 0), world(i));
    CHECK(free.redraws == 0);
    const auto ruled = draw_capacity(regions_of({{}, {}}, {8, 64}, 9), world(i));
    CHECK((ruled.redraws == 0) == (free.largest() == 64));
    if (ruled.redraws == 0) CHECK(ruled.gpus == free.gpus);
    CHECK(ruled.largest() == 64);
  }
}

TEST_CASE("capacity: the number of redraws is that of the attempt", "[worlds]") {
  const RegionsModel ruled = regions_of({{}, {}}, {8, 16, 32, 64}, 64);
  const RegionsModel free = regions_of({{}, {}}, {8, 16, 32, 64}, 0);
  std::int64_t redraws = 0;
  for (std::uint32_t i = 0; i < 50; ++i) {
    const Capacity capacity = draw_capacity(ruled, world(i));
    WorldId accepted = world(i);
    for (; accepted.attempt < capacity.redraws; ++accepted.attempt) {
      CHECK(draw_capacity(free, accepted).largest() < 64);
    }
    CHECK(draw_capacity(free, accepted).gpus == capacity.gpus);
    redraws += capacity.redraws;
  }
  CHECK(redraws > 0);
}

TEST_CASE("capacity: a region that is large enough spares all redraws", "[worlds]") {
  const RegionsModel model = regions_of({64, {}}, {1}, 64);
  CHECK(draw_capacity(model, world(0)).gpus == std::vector<int>{64, 1});
  CHECK(condition_of(model).kept == 1.0);
}

TEST_CASE("capacity: a requirement that no draw fulfils is an error, not an endless loop",
          "[worlds]") {
  CHECK_THROWS_AS(draw_capacity(regions_of({{}, 7}, {8, 16}, 17), world(0)), NoWorldFound);
}

TEST_CASE("capacity: what the condition does is what listing every draw gives", "[worlds]") {
  for (const int required : {0, 1, 16, 17, 64, 65, 128}) {
    CAPTURE(required);
    for (const auto& given :
         std::vector<std::vector<std::optional<int>>>{{{}, {}, {}}, {{}, 12, {}}, {{}, 64}, {{}}}) {
      const RegionsModel model = regions_of(given, {16, 32, 64, 64, 128}, required);
      const CapacityCondition exact = condition_of(model);
      const CapacityCondition counted = listed(model);
      CHECK(exact.kept == Approx(counted.kept));
      CHECK(exact.mean_drawn_gpus == Approx(counted.mean_drawn_gpus));
      CHECK(exact.mean_kept_gpus == Approx(counted.mean_kept_gpus));
    }
  }
}

TEST_CASE("capacity: the kept worlds have the mean that the condition gives",
          "[worlds][statistics]") {
  const RegionsModel model = regions_of({{}, {}, {}, {}, {}, {}}, {16, 32, 64, 128}, 80);
  const CapacityCondition condition = condition_of(model);
  CHECK(condition.kept == Approx(1.0 - std::pow(0.75, 6)));
  constexpr std::uint32_t worlds = 20'000;
  double gpus = 0.0;
  double redraws = 0.0;
  for (std::uint32_t i = 0; i < worlds; ++i) {
    const Capacity capacity = draw_capacity(model, world(i));
    gpus += capacity.total();
    redraws += static_cast<double>(capacity.redraws);
  }
  // Four standard errors: a region's GPUs have a standard deviation of 42.
  CHECK(gpus / worlds ==
        Approx(condition.mean_kept_gpus).margin(4.0 * 42.0 * std::sqrt(6.0 / worlds)));
  CHECK(worlds / (worlds + redraws) ==
        Approx(condition.kept).margin(4.0 * std::sqrt(0.25 / worlds)));
}

}  // namespace bacelab
