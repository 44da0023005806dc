#include "mpi_runner/rounds/round_queue.hpp"

#include <algorithm>
#include <stdexcept>

#include "mpi_runner/sharing/work_queue.hpp"

namespace bacelab {
RoundQueue::RoundQueue(const StudyBox& box, const Workers& workers, const StoppingRule& rule,
                       const WorldSet& found)
    : box_(box), workers_(workers), handed_out_(found) {
  points_.reserve(box.points());
  for (std::size_t point = 0; point < box.points(); ++point) {
    points_.emplace_back(rule, box.replications());
    open_.push_back(point);
  }
}

void RoundQueue::add(const WorldValues& seen) {
  for (std::size_t i = seen.worlds.first; i < seen.worlds.end(); ++i) {
    const WorldIndex world(i);
    const auto [point, replication] = box_.place(world);
    PointRounds& rounds = points_.at(point.value());
    rounds.add(replication.value(), seen.of(world));
    for (const std::size_t lacking : rounds.take_lacking()) {
      again_.push_back(box_.world({point, ReplicationIndex(lacking)}));
    }
  }
}

/// The first worlds of a point, up to `limit` replications, that have not been handed out.
WorldRange RoundQueue::not_handed_out(std::size_t point, std::size_t limit) const {
  const auto missing = handed_out_.missing_from(box_.worlds_of(PointIndex(point), limit));
  return missing.empty() ? WorldRange{} : missing.front();
}

bool RoundQueue::empty() const {
  return closed_ ||
         (again_.empty() && std::none_of(open_.begin(), open_.end(), [&](std::size_t point) {
            return points_[point].is_open() && not_handed_out(point, box_.replications()).count > 0;
          }));
}

Work RoundQueue::take() {
  if (closed_) return {};
  if (!again_.empty()) return again();
  WorldRange range = needed();
  if (range.count == 0) range = ahead();
  if (range.count == 0) return {};
  handed_out_.insert(range);
  return {range, points_[box_.place(WorldIndex(range.first)).point.value()].left_out()};
}

/// With all runs, so that it takes the place of what was found.
Work RoundQueue::again() {
  Work work = {{again_.front().value(), 0}};
  while (!again_.empty() && again_.front().value() == work.worlds.end() &&
         work.worlds.count < WorkQueue::largest_block) {
    again_.pop_front();
    ++work.worlds.count;
  }
  return work;
}

/// From one point, beginning with that of the last block, so that a rank seldom changes the point.
WorldRange RoundQueue::needed() {
  for (std::size_t left = open_.size(); left > 0 && !open_.empty(); --left) {
    const std::size_t point = open_[cursor_];
    WorldRange range;
    if (points_[point].is_open()) range = not_handed_out(point, points_[point].worthwhile());
    if (range.count == 0) {
      advance();
      continue;
    }
    const std::size_t fair = range.count * open_.size() / (2 * workers_.ranks);
    const std::size_t smallest = workers_.smallest_block;
    range.count = std::min(
        range.count, std::clamp(fair, smallest, std::max(smallest, WorkQueue::largest_block)));
    return range;
  }
  return {};
}

void RoundQueue::advance() {
  if (++cursor_ < open_.size()) return;
  cursor_ = 0;
  std::erase_if(open_, [&](std::size_t point) { return !points_[point].is_open(); });
}

/// From the point with the fewest worlds computed ahead.
WorldRange RoundQueue::ahead() const {
  WorldRange best;
  std::size_t least = box_.replications();
  for (const std::size_t point : open_) {
    if (!points_[point].is_open()) continue;
    const WorldRange range = not_handed_out(point, box_.replications());
    if (range.count == 0) continue;
    const std::size_t beyond =
        box_.place(WorldIndex(range.first)).replication.value() - points_[point].next_look();
    if (best.count > 0 && beyond >= least) continue;
    least = beyond;
    best = {range.first, std::min(range.count, workers_.smallest_block)};
  }
  return best;
}

bool RoundQueue::is_decided() const {
  return std::none_of(points_.begin(), points_.end(),
                      [](const PointRounds& point) { return point.is_open(); });
}

PrecisionOutcome RoundQueue::outcome() const {
  if (!is_decided()) throw std::logic_error("a point has not ended");
  PrecisionOutcome outcome;
  for (const PointRounds& point : points_) outcome.push_back(*point.outcome());
  return outcome;
}

WorldSet RoundQueue::wanted() const {
  WorldSet worlds;
  for (std::size_t point = 0; point < points_.size(); ++point) {
    const auto& outcome = points_[point].outcome();
    if (!outcome) continue;
    worlds.insert(
        box_.worlds_of(PointIndex(point), static_cast<std::size_t>(outcome->replications)));
  }
  return worlds;
}

}  // namespace bacelab
