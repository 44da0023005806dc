#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "experiments/box/work.hpp"
#include "experiments/box/world_set.hpp"

namespace bacelab {

/// The source of the worlds that ranks compute.
class WorkSource {
 public:
  virtual ~WorkSource() = default;
  /// Whether there are no worlds to hand out now.
  [[nodiscard]] virtual bool empty() const = 0;
  /// Whether what is reported of worlds that are handed out may add some.
  [[nodiscard]] virtual bool may_grow() const { return false; }
  /// The next block; empty when there are no worlds.
  virtual Work take() = 0;
  /// Stops handing out worlds.
  virtual void close() = 0;
};

/// The ranks that compute the worlds of a study.
struct Workers {
  std::size_t ranks = 1;
  std::size_t smallest_block = 1;  ///< worlds that keep the threads of a rank busy
};

/// Hands out worlds in order, in blocks that shrink towards the end so that all ranks finish at
/// about the same time (guided self-scheduling; Polychronopoulos and Kuck 1987).
class WorkQueue final : public WorkSource {
 public:
  /// Maximum size of a block in worlds: enough to make its overhead small, few enough to be sent
  /// and written without delay.
  static constexpr std::size_t largest_block = 256;

  /// `worlds`: ranges in order that don't overlap.
  WorkQueue(std::vector<WorldRange> worlds, const Workers& workers)
      : ranges_(std::move(worlds)), left_(world_count(ranges_)), workers_(workers) {}

  [[nodiscard]] bool empty() const override { return left_ == 0; }

  /// The next block; empty when all worlds are handed out.
  Work take() override {
    if (empty()) return {};
    WorldRange& range = ranges_[next_];
    const std::size_t fair = left_ / (4 * workers_.ranks);
    const std::size_t smallest = workers_.smallest_block;
    const std::size_t most = std::clamp(fair, smallest, std::max(smallest, largest_block));
    const WorldRange block = {range.first, std::min(range.count, most)};
    range = {block.end(), range.count - block.count};
    if (range.count == 0) ++next_;
    left_ -= block.count;
    return {block};
  }

  /// Stops handing out worlds.
  void close() override { left_ = 0; }

 private:
  std::vector<WorldRange> ranges_;
  std::size_t next_ = 0;  // of the ranges
  std::size_t left_;      // worlds
  Workers workers_;
};

}  // namespace bacelab
