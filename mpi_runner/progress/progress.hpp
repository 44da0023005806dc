#pragma once

#include <chrono>
#include <cstddef>
#include <iosfwd>
#include <string>

namespace bacelab {

/// Where progress is shown.
enum class ProgressStyle {
  terminal,  ///< one line that is overwritten
  log,       ///< a line now and then
  none,
};

/// Shows the progress of a study: fraction done, rate, time left.
class Progress {
 public:
  using Clock = std::chrono::steady_clock;

  /// `found`: worlds that were done before; they count as done, but not in the rate.
  Progress(std::ostream& out, ProgressStyle style, std::size_t worlds, std::size_t runs_per_world,
           std::size_t found = 0, Clock::time_point now = Clock::now());

  /// Some more worlds are done.
  void add(std::size_t worlds, Clock::time_point now = Clock::now());
  /// Ends the line, if one is open.
  void end();

 private:
  void show(Clock::time_point now);

  std::ostream* out_;
  ProgressStyle style_;
  std::size_t worlds_;
  std::size_t runs_per_world_;
  std::size_t found_;
  std::size_t done_;
  Clock::time_point started_;
  Clock::time_point shown_;
  std::size_t line_length_ = 0;
};

}  // namespace bacelab
