#include "mpi_runner/rounds/point_rounds.hpp"

#include <algorithm>

namespace bacelab {
namespace {

/// The part of the replications that a rule expects to need that are computed ahead of its looks:
/// its expectation is uncertain, and what is computed in vain is lost.
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
  if (replication > taken_) {
    waiting_.emplace(replication, std::vector<double>(values.begin(), values.end()));
    return;
  }
  take(values);
  for (auto next = waiting_.begin();
       is_open() && next != waiting_.end() && next->first == taken_;) {
    take(next->second);
    next = waiting_.erase(next);
  }
  if (!is_open()) waiting_.clear();
}

void PointRounds::take(std::span<const double> values) {
  point_->add(values);
  ++taken_;
  if (taken_ == next_look_) look();
}

void PointRounds::look() {
  const Look now = point_->look();
  if (now.reached || taken_ == maximum_) {
    // What was widest when the precision was not yet reached was the last to reach it.
    const bool was_last = now.reached && last_look_.has_value();
    outcome_ = {static_cast<std::int64_t>(taken_),
                now.reached ? StopReason::precision_reached : StopReason::maximum_reached,
                rule_->comparisons().at(was_last ? last_look_->widest : now.widest),
                now.half_width_points};
    return;
  }
  last_look_ = now;
  next_look_ = std::min(taken_ + rule_->step(), maximum_);
  const double ahead =
      std::min(prudence * now.expected_replications, static_cast<double>(maximum_));
  worthwhile_ = std::max({worthwhile_, next_look_, static_cast<std::size_t>(ahead)});
}

}  // namespace bacelab
