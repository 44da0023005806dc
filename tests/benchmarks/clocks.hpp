#pragma once

#include <chrono>
#include <ctime>

namespace bacelab {

/// Processor time of this process, so that neighbours on the machine don't count.
inline double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Wall-clock time, in which waiting for the disk counts.
inline double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Adds up processor time.
class Stopwatch {
 public:
  template <class Function>
  void time(Function&& function) {
    const double start = cpu_seconds();
    function();
    seconds_ += cpu_seconds() - start;
  }
  [[nodiscard]] double seconds() const { return seconds_; }

 private:
  double seconds_ = 0.0;
};

}  // namespace bacelab
