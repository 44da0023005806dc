#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace bacelab {

/// The next time of each of a fixed number of event sources, ordered by time, then source. Setting,
/// moving and removing cost the logarithm of the number of sources with a time; nothing is
/// allocated after reset().
class EventHeap {
 public:
  static constexpr double never = std::numeric_limits<double>::infinity();

  /// No source has a time.
  void reset(std::size_t sources);

  /// Time of the earliest event; `never` if there is none.
  [[nodiscard]] double next_time() const { return heap_.empty() ? never : heap_.front().time; }
  /// Source of the earliest event; there must be one.
  [[nodiscard]] std::size_t next_source() const { return heap_.front().source; }

  /// Sets the time of a source; `never` removes it.
  void set(std::size_t source, double time);

 private:
  struct Event {
    double time;
    std::uint32_t source;
  };
  static constexpr std::uint32_t absent = std::numeric_limits<std::uint32_t>::max();

  static bool earlier(const Event& x, const Event& y) {
    return x.time != y.time ? x.time < y.time : x.source < y.source;
  }
  void put(std::size_t position, const Event& event);
  void rise(std::size_t position, const Event& event);
  void sink(std::size_t position, const Event& event);
  void remove(std::size_t position);

  std::vector<Event> heap_;
  std::vector<std::uint32_t> position_;  // of each source in heap_, or absent
};

}  // namespace bacelab
