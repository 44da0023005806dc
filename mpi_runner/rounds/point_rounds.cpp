#include "mpi_runner/rounds/point_rounds.hpp"

#include <algorithm>

namespace bacelab {
namespace {

/// The fraction of the replications that a rule expects to need that is computed ahead of its
/// checks: the expectation is uncertain, and replications computed in vain are lost.
constexpr double prudence = 0.8;

}  // namespace

PointRounds::PointRounds(const StoppingRule& rule, std::size_t maximum)
    : rule_(&rule),
      point_(rule.begin()),
      maximum_(maximum),
      next_look_(std::min(rule.minimum(), maximum)),
      worthwhile_(next_look_) {}

void PointRounds::add(std::size_t replication, std::span<const double> values) {
  if (!is_open() || replication < taken_ || replication >= maximum_) return;
  if (replication > taken_ || !point_->is_enough(values)) {
    std::vector<double>& place = waiting_[replication];
    // One that came again has what it lacked.
    if (place.empty() || !point_->is_enough(place)) place.assign(values.begin(), values.end());
    return;
  }
  waiting_.erase(replication);
  take(values);
  take_waiting();
}

void PointRounds::take_waiting() {
  for (auto next = waiting_.begin(); is_open() && next != waiting_.end() && next->first == taken_ &&
                                     point_->is_enough(next->second);) {
    take(next->second);
    next = waiting_.erase(next);
  }
  if (!is_open()) waiting_.clear();
}

std::vector<std::size_t> PointRounds::take_lacking() {
  std::vector<std::size_t> lacking;
  for (auto next = waiting_.begin(); next != waiting_.end() && next->first < worthwhile_;) {
    if (point_->is_enough(next->second)) {
      ++next;
      continue;
    }
    lacking.push_back(next->first);
    next = waiting_.erase(next);
  }
  return lacking;
}

void PointRounds::take(std::span<const double> values) {
  point_->add(values);
  ++taken_;
  if (taken_ == next_look_) look();
}

void PointRounds::look() {
  const Look now = point_->look();
  if (now.reached || taken_ == maximum_) {
    // The widest comparison before the precision was reached was the last to reach it.
    const bool was_last = now.reached && last_look_.has_value();
    outcome_ = {static_cast<std::int64_t>(taken_),
                now.reached ? now.reason : StopReason::maximum_reached,
                rule_->comparisons().at(was_last ? last_look_->widest : now.widest),
                now.half_width_points, point_->selection()};
    return;
  }
  last_look_ = now;
  next_look_ = std::min(taken_ + rule_->step(), maximum_);
  const double ahead =
      std::min(prudence * now.expected_replications, static_cast<double>(maximum_));
  worthwhile_ = std::max({worthwhile_, next_look_, static_cast<std::size_t>(ahead)});
}

}  // namespace bacelab
