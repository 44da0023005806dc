#include "analysis/figures/points.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "experiments/box/description.hpp"

namespace bacelab {
namespace {

std::vector<std::string> texts_of(const std::vector<double>& values) {
  const Factor factor = {"network.scale", "1", "", values};
  std::vector<std::string> texts;
  for (std::size_t point = 0; point < values.size(); ++point) {
    texts.push_back(value_text(factor, point));
  }
  return texts;
}

}  // namespace

TEST_CASE("values of points have four digits, or as many as tell them apart", "[figures]") {
  CHECK(texts_of({0.123456789, 0.5, 24}) == std::vector<std::string>{"0.1235", "0.5", "24"});
  CHECK(texts_of({0.1234512345, 0.12345678, 0.7123456789}) ==
        std::vector<std::string>{"0.12345", "0.12346", "0.7123"});
  CHECK(texts_of({1.0, 1.0 + 1e-15}) ==
        std::vector<std::string>{"1", "1.000000000000001"});
  // The same value at several points is one value.
  CHECK(texts_of({0.123456, 0.123456, 0.2}) ==
        std::vector<std::string>{"0.1235", "0.1235", "0.2"});
}

}  // namespace bacelab
