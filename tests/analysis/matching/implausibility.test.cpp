#include "analysis/matching/implausibility.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>

namespace bacelab {
namespace {

Target target() {
  auto document = ConfigDocument::parse(
      "[targets.t]\noutput = 'cost'\nlow = 1\nhigh = 2\ntolerance = 0.3\ndiscrepancy = 0.4\n"
      "source = 's'\n",
      "targets.toml");
  return read_targets(document).at(0);
}

TEST_CASE("implausibility: the distance to the range over all that may be off", "[matching]") {
  CHECK(implausibility(target(), 1.5, 0.0) == 0.0);
  CHECK(implausibility(target(), 2.0, 0.0) == 0.0);
  CHECK(implausibility(target(), 3.0, 0.0) == Approx(2.0));
  CHECK(implausibility(target(), 0.0, 0.75) == Approx(1.0));
}

TEST_CASE("implausibility: a point may miss some targets", "[matching]") {
  const std::vector<double> all = {1, 7, 3, 5};
  CHECK(deciding(all, 0) == 7);
  CHECK(deciding(all, 1) == 5);
  CHECK(deciding(all, 3) == 1);
  CHECK_THROWS_AS(deciding(all, 4), std::invalid_argument);
}

}  // namespace
}  // namespace bacelab
