#include "core/cluster/gpus.hpp"

#include <catch2/catch.hpp>
#include <vector>

namespace bacelab {
namespace {

GpuType type(double peak_flops, const char* name = "") { return {name, peak_flops, 0.5, 1e9, 1.0}; }

}  // namespace

TEST_CASE("regions with the same values have one GPU type, whatever its name") {
  CHECK(have_one_type(std::vector<RegionGpus>{{3, type(1e12, "x")}, {4, type(1e12, "y")}}));
  std::vector<RegionGpus> regions = {{3, type(1e12)}, {4, type(1e12)}};
  for (double GpuType::*figure :
       {&GpuType::peak_flops, &GpuType::efficiency, &GpuType::memory_bytes, &GpuType::power_w,
        &GpuType::bytes_per_parameter, &GpuType::idle_power_fraction}) {
    regions[1].type = regions[0].type;
    regions[1].type.*figure *= 0.5;
    CHECK_FALSE(have_one_type(regions));
  }
}

TEST_CASE("the reference type has the most computing power in all its regions together") {
  const GpuType slow = type(1e12);
  const GpuType fast = type(3e12);
  // 3 fast ones are worth 9 slow ones.
  CHECK(are_same(reference_type(std::vector<RegionGpus>{{8, slow}, {3, fast}}), fast));
  CHECK(are_same(reference_type(std::vector<RegionGpus>{{8, slow}, {3, fast}, {2, slow}}), slow));
  CHECK(are_same(reference_type(std::vector<RegionGpus>{{1, slow}, {1, fast}, {9, slow}}), slow));
  // A tie goes to the first region.
  CHECK(are_same(reference_type(std::vector<RegionGpus>{{9, slow}, {3, fast}}), slow));
  CHECK(are_same(reference_type(std::vector<RegionGpus>{{3, fast}, {9, slow}}), fast));
}

TEST_CASE("GPUs are counted as many of the reference type") {
  const std::vector<RegionGpus> regions = {{8, type(1e12)}, {3, type(2e12)}};
  CHECK(reference_gpus(regions) == 8.0 + 3 * 2.0);
  CHECK(reference_gpus(std::vector<RegionGpus>{{5, type(1e12)}, {7, type(1e12)}}) == 12.0);
}

}  // namespace bacelab
