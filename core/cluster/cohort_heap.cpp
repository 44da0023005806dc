#include "core/cluster/cohort_heap.hpp"

#include <algorithm>

#include "core/contract.hpp"

namespace bacelab {
namespace {

constexpr auto comes_later = [](const auto& x, const auto& y) { return x.time > y.time; };

}  // namespace

void CohortHeap::reset(std::size_t sources) {
  heap_.clear();
  heap_.reserve(sources);
  ordered_ = 0;
  follower_.assign(sources, none);
}

void CohortHeap::pop(std::vector<std::uint32_t>& sources) {
  BACELAB_EXPECTS(!heap_.empty());
  BACELAB_EXPECTS(ordered_ == heap_.size());  // the turn before was committed
  sources.clear();
  const double time = next_time();
  std::size_t cohorts = 0;
  for (; next_time() == time; ++cohorts) {
    for (std::uint32_t i = heap_.front().first; i != none; i = follower_[i]) sources.push_back(i);
    std::pop_heap(heap_.begin(), heap_.end(), comes_later);
    heap_.pop_back();
  }
  if (cohorts > 1) std::sort(sources.begin(), sources.end());
  ordered_ = heap_.size();
}

void CohortHeap::add(std::size_t source, double time) {
  BACELAB_EXPECTS(source < follower_.size());
  BACELAB_EXPECTS(time == time);  // a NaN has no place in an order
  if (time == never) return;
  const auto i = static_cast<std::uint32_t>(source);
  follower_[i] = none;
  const std::size_t fewest = std::max(ordered_, heap_.size() - std::min(heap_.size(), tried));
  for (std::size_t c = heap_.size(); c > fewest; --c) {
    Cohort& cohort = heap_[c - 1];
    if (cohort.time != time) continue;
    BACELAB_EXPECTS(cohort.last < i);
    follower_[cohort.last] = i;
    cohort.last = i;
    return;
  }
  heap_.push_back({time, i, i});
}

void CohortHeap::commit() {
  for (; ordered_ < heap_.size(); ++ordered_) {
    std::push_heap(heap_.begin(), heap_.begin() + static_cast<std::ptrdiff_t>(ordered_) + 1,
                   comes_later);
  }
}

}  // namespace bacelab
