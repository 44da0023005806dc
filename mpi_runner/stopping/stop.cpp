#include "mpi_runner/stopping/stop.hpp"

#include <array>
#include <atomic>
#include <csignal>

namespace bacelab {
namespace {

struct Watched {
  int signal;
  StopCause cause;
};

constexpr std::array watched = {
    Watched{SIGUSR1, StopCause::user_signal}, Watched{SIGTERM, StopCause::terminate},
    Watched{SIGHUP, StopCause::hangup}, Watched{SIGINT, StopCause::interrupt}};

/// The only object that a signal handler may touch.
std::atomic<int> signal_received = 0;
static_assert(std::atomic<int>::is_always_lock_free);

void note(int signal) { signal_received.store(signal, std::memory_order_relaxed); }

bool is_ignored(int signal) {
  struct sigaction action {};
  return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

void install() {
  for (const Watched& each : watched) {
    struct sigaction action {};
    if (each.signal == SIGHUP && is_ignored(SIGHUP)) continue;
    action.sa_handler = note;
    // System calls are restarted; a second SIGINT kills the process.
    action.sa_flags = SA_RESTART | (each.signal == SIGINT ? static_cast<int>(SA_RESETHAND) : 0);
    sigemptyset(&action.sa_mask);
    sigaction(each.signal, &action, nullptr);
  }
}

}  // namespace

std::string_view name_of(StopCause cause) {
  switch (cause) {
    case StopCause::none:
      return "nothing";
    case StopCause::user_signal:
      return "SIGUSR1";
    case StopCause::terminate:
      return "SIGTERM";
    case StopCause::hangup:
      return "SIGHUP";
    case StopCause::interrupt:
      return "SIGINT";
    case StopCause::time_limit:
      return "the time limit";
    case StopCause::failed_run:
      return "a failed run";
  }
  return "";
}

StopRequest::StopRequest(std::optional<std::chrono::duration<double>> time_limit) {
  if (time_limit) {
    deadline_ = Clock::now() + std::chrono::duration_cast<Clock::duration>(*time_limit);
  }
  signal_received = 0;
  install();
}

StopRequest::~StopRequest() {
  for (const Watched& each : watched) {
    if (!is_ignored(each.signal)) std::signal(each.signal, SIG_DFL);
  }
}

StopCause StopRequest::cause() const {
  const int received = signal_received.load(std::memory_order_relaxed);
  for (const Watched& each : watched) {
    if (each.signal == received) return each.cause;
  }
  if (deadline_ && Clock::now() >= *deadline_) return StopCause::time_limit;
  return StopCause::none;
}

}  // namespace bacelab
