#include "mpi_runner/rounds/target_queue.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace bacelab {

TargetQueue::TargetQueue(const StudyBox& box, const Workers& workers,
                         std::unique_ptr<StudyRule> rule, const WorldSet& found)
    : box_(box),
      workers_(workers),
      rule_(std::move(rule)),
      handed_out_(found),
      waiting_(box.points()),
      taken_(box.points(), 0) {
  want_more();
}

/// The worlds of new targets that are not handed out, and how many of them are to be seen.
void TargetQueue::want_more() {
  left_ = 0;
  to_hand_out_.clear();
  next_ = 0;
  for (std::size_t point = 0; point < box_.points(); ++point) {
    const std::size_t target = rule_->targets()[point];
    left_ += target - taken_[point];
    for (const WorldRange& range :
         handed_out_.missing_from(box_.worlds_of(PointIndex(point), target))) {
      to_hand_out_.push_back(range);
    }
  }
}

void TargetQueue::add(const WorldValues& seen) {
  for (std::size_t i = seen.worlds.first; i < seen.worlds.end(); ++i) {
    const auto [point, replication] = box_.place(WorldIndex(i));
    if (replication.value() < taken_[point.value()]) continue;
    const auto values = seen.of(WorldIndex(i));
    waiting_[point.value()].emplace(replication.value(),
                                    std::vector<double>(values.begin(), values.end()));
    take_waiting(point.value());
  }
  go_on();
}

/// Passes on what has come of a point up to its target.
void TargetQueue::take_waiting(std::size_t point) {
  auto& waiting = waiting_[point];
  const std::size_t target = rule_->targets()[point];
  while (!waiting.empty() && waiting.begin()->first == taken_[point] && taken_[point] < target) {
    rule_->add(point, waiting.begin()->second);
    waiting.erase(waiting.begin());
    ++taken_[point];
    --left_;
  }
}

/// Worlds that were found may be all that new targets want.
void TargetQueue::go_on() {
  while (left_ == 0 && !decided_) {
    if (!rule_->advance()) {
      decided_ = true;
      return;
    }
    want_more();
    for (std::size_t point = 0; point < box_.points(); ++point) take_waiting(point);
  }
}

bool TargetQueue::empty() const { return closed_ || next_ == to_hand_out_.size(); }

Work TargetQueue::take() {
  if (empty()) return {};
  WorldRange& range = to_hand_out_[next_];
  // Enough for two blocks of each rank, of what is wanted now.
  const std::size_t fair = left_ / (2 * workers_.ranks);
  const std::size_t smallest = workers_.smallest_block;
  const std::size_t most = std::clamp(fair, smallest, std::max(smallest, WorkQueue::largest_block));
  const WorldRange block = {range.first, std::min(range.count, most)};
  range = {block.end(), range.count - block.count};
  if (range.count == 0) ++next_;
  handed_out_.insert(block);
  return {block};
}

PrecisionOutcome TargetQueue::outcome() const {
  if (!decided_) throw std::logic_error("a point has not ended");
  return rule_->outcome();
}

WorldSet TargetQueue::wanted() const {
  WorldSet worlds;
  for (std::size_t point = 0; point < box_.points(); ++point) {
    worlds.insert(box_.worlds_of(PointIndex(point), rule_->targets()[point]));
  }
  return worlds;
}

}  // namespace bacelab
