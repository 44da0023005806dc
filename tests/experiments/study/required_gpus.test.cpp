#include "experiments/study/required_gpus.hpp"

#include <catch2/catch.hpp>
#include <utility>
#include <vector>

namespace bacelab {
namespace {

using Lists = std::vector<std::vector<int>>;

/// Two regions whose GPUs are drawn from 8 and 64, and what is required of them.
RegionsModel asking(int largest, Lists by_region = {}) {
  RegionsModel model;
  model.regions = {{"A", 1.0, 0.0, {}}, {"B", 1.0, 0.0, {}}};
  model.gpu_choices = {8, 64};
  model.required_gpus = largest;
  model.required_by_region = std::move(by_region);
  return model;
}

/// What a point asks for with others.
RegionsModel raised(RegionsModel point, const std::vector<RegionsModel>& others) {
  RequiredGpus all;
  for (const RegionsModel& other : others) all.add(other);
  all.add(point);
  all.apply_to(point);
  return point;
}

}  // namespace

TEST_CASE("required GPUs: each point asks for the most of all", "[study]") {
  CHECK(raised(asking(16), {asking(32), asking(24)}).required_gpus == 32);
  CHECK(raised(asking(32), {asking(16)}).required_gpus == 32);
  CHECK(raised(asking(16), {asking(0)}).required_gpus == 16);
}

TEST_CASE("required GPUs: a point without the rule asks for none", "[study]") {
  const RegionsModel free = raised(asking(0), {asking(32), asking(0, {{16, 24}})});
  CHECK(free.required_gpus == 0);
  CHECK(free.required_by_region.empty());
}

TEST_CASE("required GPUs: no region is asked for more than it may have", "[study]") {
  CHECK(raised(asking(16), {asking(100)}).required_gpus == 64);
  CHECK(raised(asking(0, {{16, 8}}), {asking(0, {{65, 100}})}).required_by_region ==
        Lists{{64, 64}});
  // Region B can meet what A can't.
  CHECK(raised(asking(0, {{16, 8}}), {asking(0, {{100, 60}})}).required_by_region ==
        Lists{{100, 60}});
}

TEST_CASE("required GPUs: with several GPU types what one list implies is not asked again",
          "[study]") {
  const RegionsModel hard = asking(0, {{24, 40}, {10, 50}});
  const RegionsModel easy = asking(0, {{24, 30}, {5, 50}});
  CHECK(raised(easy, {hard}).required_by_region == hard.required_by_region);
  CHECK(raised(hard, {easy}).required_by_region == hard.required_by_region);
  CHECK(raised(easy, {easy}).required_by_region == easy.required_by_region);
}

TEST_CASE("required GPUs: points with one type and with several ask for both", "[study]") {
  for (const auto& [point, other] : {std::pair(asking(32), asking(0, {{16, 24}})),
                                     std::pair(asking(0, {{16, 24}}), asking(32))}) {
    const RegionsModel both = raised(point, {other});
    CHECK(both.required_gpus == 32);
    CHECK(both.required_by_region == Lists{{16, 24}});
  }
}

TEST_CASE("required GPUs: lists of other regions are of no account", "[study]") {
  CHECK(raised(asking(0, {{16, 24}}), {asking(0, {{1, 2, 3}})}).required_by_region ==
        Lists{{16, 24}});
}

}  // namespace bacelab
