#include "app/cli/limits.hpp"

#include <catch2/catch.hpp>
#include <new>
#include <stdexcept>
#include <system_error>

namespace bacelab {

TEST_CASE("limits: what to do about memory and threads, and nothing about the rest", "[app]") {
  CHECK_THAT(limit_reached(std::bad_alloc()).value(), Catch::Contains("memory"));
  const std::system_error no_thread(
      std::make_error_code(std::errc::resource_unavailable_try_again));
  CHECK_THAT(limit_reached(no_thread).value(), Catch::Contains("--threads"));
  CHECK_FALSE(limit_reached(std::system_error(std::make_error_code(std::errc::io_error))));
  CHECK_FALSE(limit_reached(std::runtime_error("other")));
}

}  // namespace bacelab
