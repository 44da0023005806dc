#include "app/figures/gpu_lanes.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace bacelab {
namespace {

/// Free GPUs as lanes that do not adjoin.
class FreeGpus {
 public:
  explicit FreeGpus(int gpus) {
    if (gpus > 0) lanes_[0] = gpus;
  }

  std::vector<GpuLane> take(int count) {
    std::vector<GpuLane> taken;
    while (count > 0) {
      if (lanes_.empty()) throw std::invalid_argument("more GPUs are in use than there are");
      const auto [first, length] = *lanes_.begin();
      const int part = std::min(count, length);
      lanes_.erase(lanes_.begin());
      if (part < length) lanes_[first + part] = length - part;
      taken.push_back({first, part});
      count -= part;
    }
    return taken;
  }

  void give_back(const GpuLane& lane) {
    auto next = lanes_.lower_bound(lane.first);
    GpuLane merged = lane;
    if (next != lanes_.end() && next->first == lane.first + lane.count) {
      merged.count += next->second;
      next = lanes_.erase(next);
    }
    if (next != lanes_.begin()) {
      const auto before = std::prev(next);
      if (before->first + before->second == merged.first) {
        before->second += merged.count;
        return;
      }
    }
    lanes_[merged.first] = merged.count;
  }

 private:
  std::map<int, int> lanes_;  ///< first and number
};

}  // namespace

std::vector<std::vector<GpuLane>> lanes_of(std::span<const GpuUse> uses, int gpus) {
  std::vector<std::size_t> by_start(uses.size());
  std::iota(by_start.begin(), by_start.end(), std::size_t{0});
  std::stable_sort(by_start.begin(), by_start.end(),
                   [&](std::size_t a, std::size_t b) { return uses[a].from_s < uses[b].from_s; });
  FreeGpus free(gpus);
  std::multimap<double, std::size_t> running;  // by end
  std::vector<std::vector<GpuLane>> lanes(uses.size());
  for (const std::size_t i : by_start) {
    while (!running.empty() && running.begin()->first <= uses[i].from_s) {
      for (const GpuLane& lane : lanes[running.begin()->second]) free.give_back(lane);
      running.erase(running.begin());
    }
    lanes[i] = free.take(uses[i].gpus);
    running.emplace(uses[i].to_s, i);
  }
  return lanes;
}

}  // namespace bacelab
