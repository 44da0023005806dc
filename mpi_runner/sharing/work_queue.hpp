#pragma once

#include <algorithm>
#include <cstddef>

namespace bacelab {

/// Adjacent worlds.
struct WorldRange {
  std::size_t first = 0;
  std::size_t count = 0;
};

/// Hands out worlds in order, in blocks that shrink towards the end, so that all ranks finish at
/// about the same time (guided self-scheduling; Polychronopoulos and Kuck 1987).
class WorkQueue {
 public:
  /// Most worlds of a block: enough to make its overhead small, few enough to be sent and written
  /// without delay.
  static constexpr std::size_t largest_block = 256;

  /// `workers`: ranks; `smallest_block`: worlds that keep the threads of a rank busy.
  WorkQueue(std::size_t worlds, std::size_t workers, std::size_t smallest_block)
      : worlds_(worlds), workers_(workers), smallest_block_(smallest_block) {}

  [[nodiscard]] bool empty() const { return next_ == worlds_; }

  /// The next block; of no worlds when all are handed out.
  WorldRange take() {
    const std::size_t left = worlds_ - next_;
    const std::size_t fair = left / (4 * workers_);
    const std::size_t count =
        std::min(left, std::clamp(fair, smallest_block_, std::max(smallest_block_, largest_block)));
    const WorldRange range = {next_, count};
    next_ += count;
    return range;
  }

  /// Hands out nothing more.
  void close() { next_ = worlds_; }

 private:
  std::size_t worlds_;
  std::size_t workers_;
  std::size_t smallest_block_;
  std::size_t next_ = 0;
};

}  // namespace bacelab
