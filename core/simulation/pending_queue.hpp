#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "core/scheduling/ordering.hpp"

namespace bacelab {

/// The pending jobs by arrival, then id. Taking one out moves the shorter side, so that a long
/// queue served from its front costs nothing.
class PendingQueue {
 public:
  void clear() {
    jobs_.clear();
    first_ = 0;
  }
  [[nodiscard]] std::size_t size() const { return jobs_.size() - first_; }
  /// Jobs that it has room for, those included that have been taken out.
  [[nodiscard]] std::size_t capacity() const { return jobs_.capacity(); }
  [[nodiscard]] bool empty() const { return first_ == jobs_.size(); }
  [[nodiscard]] std::span<const PendingJob> jobs() const {
    return std::span(jobs_).subspan(first_);
  }

  /// Joins at the end.
  void push_back(const PendingJob& job);
  /// Takes out the job at a position of jobs().
  void erase(std::size_t position);

 private:
  std::vector<PendingJob> jobs_;
  std::size_t first_ = 0;  // what is before has been taken out
};

inline void PendingQueue::push_back(const PendingJob& job) {
  // Half of the room is unused: move up before the vector grows.
  if (jobs_.size() == jobs_.capacity() && 2 * first_ >= jobs_.size()) {
    jobs_.erase(jobs_.begin(), jobs_.begin() + static_cast<std::ptrdiff_t>(first_));
    first_ = 0;
  }
  jobs_.push_back(job);
}

inline void PendingQueue::erase(std::size_t position) {
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
