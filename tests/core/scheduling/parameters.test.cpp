#include "core/scheduling/parameters.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

TEST_CASE("a parameter has the given value, else its fallback") {
  const ParameterInfo info = {"x", 0.5, 0.0, 1.0, ""};
  CHECK(value_of(info, {}) == 0.5);
  CHECK(value_of(info, {{"y", 0.7}}) == 0.5);
  CHECK(value_of(info, {{"x", 0.7}}) == 0.7);
}

}  // namespace bacelab
