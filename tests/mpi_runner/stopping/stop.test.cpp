#include "mpi_runner/stopping/stop.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <csignal>
#include <set>
#include <string_view>

#include "tests/support/child_process.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;
using std::chrono_literals::operator""h;
using std::chrono_literals::operator""s;

constexpr std::array signals = {SIGUSR1, SIGTERM, SIGHUP, SIGINT};

bool has_default_action(int signal) {
  struct sigaction action {};
  sigaction(signal, nullptr, &action);
  return action.sa_handler == SIG_DFL;
}

}  // namespace

TEST_CASE("stop request: none without a signal or a limit", "[stopping]") {
  CHECK(StopRequest().cause() == StopCause::none);
  CHECK(StopRequest(1h).cause() == StopCause::none);
}

TEST_CASE("stop request: a signal asks, and goes on asking", "[stopping]") {
  const auto cause_of = [](int signal) {
    const StopRequest stop;
    std::raise(signal);
    CHECK(stop.cause() != StopCause::none);
    return stop.cause();
  };
  CHECK(cause_of(SIGUSR1) == StopCause::user_signal);
  CHECK(cause_of(SIGTERM) == StopCause::terminate);
  CHECK(cause_of(SIGHUP) == StopCause::hangup);
  CHECK(cause_of(SIGINT) == StopCause::interrupt);
}

TEST_CASE("stop request: a SIGHUP that is ignored, as under nohup, stays ignored", "[stopping]") {
  std::signal(SIGHUP, SIG_IGN);
  {
    const StopRequest stop;
    std::raise(SIGHUP);
    CHECK(stop.cause() == StopCause::none);
  }
  CHECK(std::signal(SIGHUP, SIG_DFL) == SIG_IGN);
}

TEST_CASE("stop request: signals but the second SIGINT may come again", "[stopping]") {
  const StopRequest stop;
  for (int i = 0; i < 3; ++i) {
    std::raise(SIGUSR1);
    std::raise(SIGTERM);
  }
  CHECK(stop.cause() != StopCause::none);
}

TEST_CASE("stop request: the second SIGINT ends the process", "[stopping]") {
  const auto interrupted = [](int times) {
    return end_of(start_child([&] {
      const StopRequest stop;
      for (int i = 0; i < times; ++i) std::raise(SIGINT);
      return stop.cause() == StopCause::interrupt ? 7 : 8;
    }));
  };
  CHECK(interrupted(1).exited_with(7));
  CHECK(interrupted(2).killed_by(SIGINT));
}

TEST_CASE("stop request: a time limit asks when it has passed", "[stopping]") {
  CHECK(StopRequest(0s).cause() == StopCause::time_limit);
  CHECK(StopRequest(std::chrono::duration<double>(1e9)).cause() == StopCause::none);
}

TEST_CASE("stop request: a signal is named rather than the time limit", "[stopping]") {
  const StopRequest stop(0s);
  std::raise(SIGTERM);
  CHECK(stop.cause() == StopCause::terminate);
}

TEST_CASE("stop request: a new one knows nothing of the last", "[stopping]") {
  {
    const StopRequest stop;
    std::raise(SIGUSR1);
  }
  CHECK(StopRequest().cause() == StopCause::none);
}

TEST_CASE("stop request: signals are caught as long as it lives", "[stopping]") {
  {
    const StopRequest stop;
    for (const int signal : signals) CHECK_FALSE(has_default_action(signal));
  }
  for (const int signal : signals) CHECK(has_default_action(signal));
}

TEST_CASE("stop request: each cause has its own name", "[stopping]") {
  CHECK(name_of(StopCause::user_signal) == "SIGUSR1");
  CHECK(name_of(StopCause::time_limit) == "the time limit");
  std::set<std::string_view> names;
  for (int cause = 0; cause <= static_cast<int>(StopCause::failed_run); ++cause) {
    names.insert(name_of(static_cast<StopCause>(cause)));
  }
  CHECK(names.size() == 7);
  CHECK_FALSE(names.contains(""));
}

}  // namespace bacelab
