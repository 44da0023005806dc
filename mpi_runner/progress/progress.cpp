#include "mpi_runner/progress/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>

#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr std::chrono::milliseconds terminal_interval{200};
constexpr std::chrono::seconds log_interval{30};

}  // namespace

Progress::Progress(std::ostream& out, ProgressStyle style, std::size_t worlds,
                   std::size_t runs_per_world, std::size_t found, Clock::time_point now)
    : out_(&out),
      style_(style),
      worlds_(worlds),
      runs_per_world_(runs_per_world),
      found_(found),
      done_(found),
      started_(now),
      shown_(now) {}

void Progress::add(std::size_t worlds, Clock::time_point now) {
  done_ += worlds;
  if (style_ == ProgressStyle::none) return;
  const auto interval = style_ == ProgressStyle::terminal ? Clock::duration(terminal_interval)
                                                          : Clock::duration(log_interval);
  if (now - shown_ < interval) return;
  shown_ = now;
  show(now);
}

void Progress::end() {
  if (line_length_ > 0) *out_ << '\r' << std::string(line_length_, ' ') << '\r' << std::flush;
  line_length_ = 0;
}

void Progress::show(Clock::time_point now) {
  const double elapsed = std::chrono::duration<double>(now - started_).count();
  const double rate = static_cast<double>(done_ - found_) / elapsed;
  const double left = rate > 0.0 ? static_cast<double>(worlds_ - done_) / rate : 0.0;
  const double percent = 100.0 * static_cast<double>(done_) / static_cast<double>(worlds_);
  const std::string line =
      fmt::format("{:3.0f} %  {} of {} worlds  {} runs/s  {} left", std::floor(percent),
                  grouped(done_), grouped(worlds_),
                  grouped(static_cast<std::size_t>(rate * static_cast<double>(runs_per_world_))),
                  clock_text(left));
  if (style_ == ProgressStyle::log) {
    *out_ << "bacelab: " << line << std::endl;
    return;
  }
  const std::size_t blank = line_length_ > line.size() ? line_length_ - line.size() : 0;
  *out_ << '\r' << line << std::string(blank, ' ') << std::flush;
  line_length_ = line.size();
}

}  // namespace bacelab
