#include "experiments/study/required_gpus.hpp"

#include <algorithm>
#include <cstddef>

#include "experiments/worlds/capacity.hpp"

namespace bacelab {
namespace {

/// Has each region that meets `harder` the GPUs to meet `easier` too?
bool implies(const std::vector<int>& harder, const std::vector<int>& easier) {
  return std::equal(harder.begin(), harder.end(), easier.begin(), easier.end(),
                    [](int more, int fewer) { return more >= fewer; });
}

/// May a region have the GPUs of its entry?
bool can_be_met(const std::vector<int>& required, const std::vector<int>& most) {
  for (std::size_t r = 0; r < required.size(); ++r) {
    if (required[r] <= most[r]) return true;
  }
  return false;
}

}  // namespace

void RequiredGpus::add(const RegionsModel& model) {
  largest_ = std::max(largest_, model.required_gpus);
  for (const std::vector<int>& required : model.required_by_region) {
    const auto is_implied = [&](const std::vector<int>& other) { return implies(other, required); };
    if (std::any_of(by_region_.begin(), by_region_.end(), is_implied)) continue;
    std::erase_if(by_region_,
                  [&](const std::vector<int>& other) { return implies(required, other); });
    by_region_.push_back(required);
  }
}

void RequiredGpus::apply_to(RegionsModel& model) const {
  if (model.required_gpus == 0 && model.required_by_region.empty()) return;
  const std::vector<int> most = most_gpus_of_regions(model);
  const int most_in_one = most_gpus_in_a_region(model);
  model.required_gpus = std::min(largest_, most_in_one);
  model.required_by_region.clear();
  for (std::vector<int> required : by_region_) {
    if (required.size() != most.size()) continue;  // of a point with other regions
    if (!can_be_met(required, most)) {
      for (int& gpus : required) gpus = std::min(gpus, most_in_one);
    }
    model.required_by_region.push_back(std::move(required));
  }
}

}  // namespace bacelab
