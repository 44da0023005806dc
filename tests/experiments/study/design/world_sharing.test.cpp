#include "experiments/study/design/world_sharing.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "experiments/text/document.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

const PointGroups scrambles = {"scrambles", 24};

std::size_t points_sharing(const std::string& text, const PointGroups& groups) {
  return read_points_sharing_worlds(ConfigDocument::parse(text, "study.toml").root(), groups);
}

std::string message(const std::string& text, const PointGroups& groups) {
  return message_of([&] { static_cast<void>(points_sharing(text, groups)); });
}

}  // namespace

TEST_CASE("worlds: points that belong together share them by default", "[study]") {
  CHECK(points_sharing("", {}) == any_number_of_points);
  CHECK(points_sharing("", scrambles) == 24);
  CHECK(points_sharing("common_random_numbers = \"within_scrambles\"", scrambles) == 24);
}

TEST_CASE("worlds: all points of any design may share them, or none", "[study]") {
  for (const PointGroups& groups : {PointGroups{}, scrambles}) {
    CHECK(points_sharing("common_random_numbers = true", groups) == any_number_of_points);
    CHECK(points_sharing("common_random_numbers = false", groups) == 1);
  }
}

TEST_CASE("worlds: groups that a design does not have are refused with what it has", "[study]") {
  CHECK(message("common_random_numbers = \"within_scrambles\"", {}) ==
        "study.toml:1: common_random_numbers = \"within_scrambles\": must be true or false");
  CHECK(message("common_random_numbers = \"within_trajectories\"", scrambles) ==
        "study.toml:1: common_random_numbers = \"within_trajectories\": must be true, false or "
        "\"within_scrambles\"");
  CHECK(message("common_random_numbers = 1", scrambles) ==
        "study.toml:1: common_random_numbers = 1: is an integer, but must be true, false or "
        "\"within_scrambles\"");
}

}  // namespace bacelab
