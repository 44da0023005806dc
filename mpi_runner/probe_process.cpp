#include "mpi_runner/probe_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <string>
#include <string_view>

namespace bacelab {
namespace {

/// A probe as bytes for a pipe.
struct Numbers {
  std::array<std::size_t, 5> counts;
  std::array<double, 5> values;
};

Numbers numbers_of(const Probe& probe) {
  const RunCounts& counts = probe.counts;
  return {{counts.worlds, counts.runs, counts.stuck, counts.failed, counts.redraws},
          {probe.seconds, probe.expected_core_seconds, probe.expected_bytes, probe.peak_bytes,
           probe.world_bytes}};
}

Probe probe_of(const Numbers& numbers) {
  Probe probe;
  RunCounts& counts = probe.counts;
  counts.worlds = numbers.counts[0];
  counts.runs = numbers.counts[1];
  counts.stuck = numbers.counts[2];
  counts.failed = numbers.counts[3];
  counts.redraws = numbers.counts[4];
  probe.seconds = numbers.values[0];
  probe.expected_core_seconds = numbers.values[1];
  probe.expected_bytes = numbers.values[2];
  probe.peak_bytes = numbers.values[3];
  probe.world_bytes = numbers.values[4];
  return probe;
}

/// The process: writes the numbers, or why there are none, and ends.
[[noreturn]] void probe_and_exit(const StudyFile& file, double seconds, int pipe) {
  std::string answer;
  try {
    const Numbers numbers = numbers_of(probe_study(file, seconds));
    answer.assign(reinterpret_cast<const char*>(&numbers), sizeof numbers);
  } catch (const std::exception& error) {
    answer = std::string("failed: ") + error.what();
  }
  // Short enough to be written as a whole.
  const ssize_t written = write(pipe, answer.data(), std::min<std::size_t>(answer.size(), 512));
  _exit(written > 0 ? 0 : 1);
}

/// What the process wrote before the time was over; empty if it wrote nothing.
std::string answer_within(int pipe, std::chrono::milliseconds limit) {
  const auto end = std::chrono::steady_clock::now() + limit;
  pollfd ready = {pipe, POLLIN, 0};
  for (;;) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    const int found = poll(&ready, 1, static_cast<int>(std::max<long>(0, left.count())));
    if (found > 0) break;
    if (found == 0 || errno != EINTR) return "";
  }
  std::array<char, 512> bytes{};
  const ssize_t size = read(pipe, bytes.data(), bytes.size());
  return {bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(0, size))};
}

/// How the process ended, after which it is gone.
std::string end_of(pid_t process, std::chrono::milliseconds limit) {
  // It may be over already: then this changes nothing.
  kill(process, SIGKILL);
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) {
    return fmt::format("its first worlds took more than {:.3g} s, or too much memory",
                       std::chrono::duration<double>(limit).count());
  }
  return WIFSIGNALED(status) ? fmt::format("ended by signal {}", WTERMSIG(status))
                             : "ended without a result";
}

}  // namespace

ProbeResult probe_apart(const StudyFile& file, double seconds, std::chrono::milliseconds limit) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    return {std::nullopt, fmt::format("no pipe could be made: {}", std::strerror(errno))};
  }
  const pid_t parent = getpid();
  const pid_t process = fork();
  if (process == 0) {
    // Ends with this program, whatever ends it.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);
    probe_and_exit(file, seconds, ends[1]);
  }
  const int failure = errno;
  close(ends[1]);
  std::string answer;
  std::string end;
  if (process > 0) {
    answer = answer_within(ends[0], limit);
    end = end_of(process, limit);
  } else {
    end = fmt::format("no process could be started: {}", std::strerror(failure));
  }
  close(ends[0]);
  if (answer.empty()) return {std::nullopt, end};
  if (answer.size() != sizeof(Numbers)) return {std::nullopt, answer};
  Numbers numbers{};
  std::memcpy(&numbers, answer.data(), sizeof numbers);
  return {probe_of(numbers), ""};
}

}  // namespace bacelab
