#include "analysis/comparison/display_unit.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

TEST_CASE("long times are shown in hours", "[comparison]") {
  CHECK(display_unit("s", 7199.0).name == "s");
  CHECK(display_unit("s", 7199.0).divisor == 1.0);
  CHECK(display_unit("s", 7200.0).name == "h");
  CHECK(display_unit("s", 7200.0).divisor == 3600.0);
  CHECK(display_unit("GPU s", 1e6).name == "GPU h");
}

TEST_CASE("other units stay as they are", "[comparison]") {
  CHECK(display_unit("USD", 1e6).name == "USD");
  CHECK(display_unit("jobs", 1e6).name == "jobs");
  CHECK(display_unit("B", 1e9).name == "GB");
}

TEST_CASE("pure numbers have no unit to show", "[comparison]") {
  CHECK(display_unit("1", 0.5).bracketed().empty());
  CHECK(display_unit("s", 1.0).bracketed() == " [s]");
}

}  // namespace bacelab
