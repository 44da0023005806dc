#include "mpi_runner/probe_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <optional>
#include <string>
#include <utility>

namespace bacelab {
namespace {

/// The process: writes the numbers, or why there are none, then what it found in the worlds, then
/// that again with the obstacles of stuck runs, which may take too long to find, and ends.
[[noreturn]] void probe_and_exit(const StudyFile& file, double seconds, int pipe) {
  try {
    Probe probe = probe_study(file, seconds);
    write_numbers(pipe, probe);
    write_findings(pipe, probe.findings);
    look_for_obstacles(file, probe.findings);
    write_findings(pipe, probe.findings);
  } catch (const std::exception& error) {
    write_why_not(pipe, std::string("failed: ") + error.what());
  }
  _exit(0);
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
  std::optional<ProbeResult> answer;
  std::string end;
  if (process > 0) {
    answer = read_answer(ends[0], limit);
    end = end_of(process, limit);
  } else {
    end = fmt::format("no process could be started: {}", std::strerror(failure));
  }
  close(ends[0]);
  return answer ? *std::move(answer) : ProbeResult{std::nullopt, end};
}

}  // namespace bacelab
