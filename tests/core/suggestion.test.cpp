#include "core/suggestion.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace bacelab;
using Names = std::vector<std::string>;

TEST_CASE("edit_distance counts insertions, deletions, replacements and swaps", "[config]") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("scale", "scale") == 0);
  CHECK(edit_distance("scal", "scale") == 1);
  CHECK(edit_distance("sscale", "scale") == 1);
  CHECK(edit_distance("scake", "scale") == 1);
  CHECK(edit_distance("sclae", "scale") == 1);
  CHECK(edit_distance("kitten", "sitting") == 3);
  // The restricted distance edits no part twice; the unrestricted one would be 2.
  CHECK(edit_distance("ca", "abc") == 3);
}

TEST_CASE("nearest_name gives the name at the smallest distance", "[config]") {
  CHECK(nearest_name("gird", Names{"single", "grid", "lhs"}) == "grid");
  CHECK(nearest_name("rate_per_hours", Names{"rate_per_day", "rate_per_hour"}) == "rate_per_hour");
}

TEST_CASE("nearest_name gives the first of equally near names", "[config]") {
  CHECK(nearest_name("lab", Names{"lax", "lay"}) == "lax");
}

TEST_CASE("nearest_name does not mind the case", "[config]") {
  CHECK(nearest_name("BACE", Names{"sjf", "bace"}) == "bace");
}

TEST_CASE("nearest_name is empty if nothing is near", "[config]") {
  CHECK(nearest_name("colour", Names{"scale", "rate"}).empty());
  CHECK(nearest_name("x", Names{"y", "xy"}).empty());
  CHECK(nearest_name("x", Names{}).empty());
}

TEST_CASE("did_you_mean is a part of a message or nothing", "[config]") {
  CHECK(did_you_mean("gird", Names{"grid"}) == " (did you mean 'grid'?)");
  CHECK(did_you_mean("gird", Names{"sobol"}).empty());
}
