#include "core/simulation/running_jobs.hpp"

namespace bacelab {

void RunningJobs::reset() {
  free_.clear();
  used_ = 0;
}

std::uint32_t RunningJobs::take() {
  if (!free_.empty()) {
    const std::uint32_t slot = free_.back();
    free_.pop_back();
    return slot;
  }
  if (used_ == slots_.size()) slots_.emplace_back();
  return used_++;
}

}  // namespace bacelab
