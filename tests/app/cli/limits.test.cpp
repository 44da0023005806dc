#include "app/cli/limits.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <cstring>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>

namespace bacelab {

TEST_CASE("limits: what to do about memory and threads, and nothing about the rest", "[app]") {
  CHECK_THAT(std::string(limit_reached(std::bad_alloc()).value()), Catch::Contains("memory"));
  const std::system_error no_thread(
      std::make_error_code(std::errc::resource_unavailable_try_again));
  CHECK_THAT(std::string(limit_reached(no_thread).value()), Catch::Contains("--threads"));
  CHECK_FALSE(limit_reached(std::system_error(std::make_error_code(std::errc::io_error))));
  CHECK_FALSE(limit_reached(std::runtime_error("other")));
}

TEST_CASE("limits: where no exception may leave, refused memory is a line and no SIGABRT",
          "[app]") {
  std::array<int, 2> ends{};
  REQUIRE(pipe(ends.data()) == 0);
  const pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDERR_FILENO);
    tell_limits_at_the_end();
    const auto refuse = [] { throw std::bad_alloc(); };
    [&]() noexcept { refuse(); }();
  }
  close(ends[1]);
  std::array<char, 1000> text{};
  while (read(ends[0], text.data() + std::strlen(text.data()), 100) > 0) continue;
  close(ends[0]);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 2);
  CHECK_THAT(text.data(), Catch::StartsWith("bacelab: error: not enough memory"));
}

}  // namespace bacelab
