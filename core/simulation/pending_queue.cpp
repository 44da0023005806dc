#include "core/simulation/pending_queue.hpp"

#include <algorithm>

namespace bacelab {

void PendingQueue::push_back(const PendingJob& job) {
  // Half of the room is unused: move up before the vector grows.
  if (jobs_.size() == jobs_.capacity() && 2 * first_ >= jobs_.size()) {
    jobs_.erase(jobs_.begin(), jobs_.begin() + static_cast<std::ptrdiff_t>(first_));
    first_ = 0;
  }
  jobs_.push_back(job);
}

void PendingQueue::erase(std::size_t position) {
  const auto begin = jobs_.begin() + static_cast<std::ptrdiff_t>(first_);
  const auto place = begin + static_cast<std::ptrdiff_t>(position);
  if (2 * position < size()) {
    std::move_backward(begin, place, place + 1);
    ++first_;
  } else {
    jobs_.erase(place);
  }
  if (first_ == jobs_.size()) clear();
}

}  // namespace bacelab
