#include <catch2/catch.hpp>

#include "tests/experiments/study/study_texts.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

std::string identity(const std::vector<std::string>& settings = {}) {
  return read_study_file(tiny_study, settings).identity();
}

}  // namespace

TEST_CASE("study: how many replications there are is no part of its identity", "[study]") {
  CHECK(identity({"study.replications=7"}) == identity());
  CHECK(identity({"study.replications=1"}) == identity({"study.replications=1000000"}));
  const StudyFile file = read_study_file(tiny_study, {"study.replications=7"});
  CHECK(file.replications() == 7);
  CHECK(file.at(0).replications == 7);
  CHECK(file.resolved() != read_study_file(tiny_study).resolved());
}

TEST_CASE("study: how precise comparisons must be is no part of its identity", "[study]") {
  CHECK(identity({"precision.half_width_points=1"}) == identity());
  CHECK(identity({"precision.form=\"reduction\"", "precision.minimum=40"}) == identity());
  CHECK(identity({"precision.minimum=40", "study.seed=2"}) != identity());
}

TEST_CASE("study: everything else is part of its identity", "[study]") {
  for (const char* setting :
       {"study.seed=2", "study.title=\"another\"", "study.common_random_numbers=false",
        "study.policies=[\"lcf\", \"bace\"]", "jobs.count=7", "network.scale=2", "region.A.gpus=9",
        "output.jobs=true", "templates.tiny.layers=2"}) {
    INFO(setting);
    CHECK(identity({setting}) != identity());
  }
}

TEST_CASE("study: its factors are part of its identity", "[study]") {
  const auto grid = [](const char* values) {
    return identity(
        {"design.type=\"grid\"", "design.factors.'network.scale'.values=" + std::string(values)});
  };
  CHECK(grid("[1]") != identity());
  CHECK(grid("[1, 2]") != grid("[1, 3]"));
  CHECK(grid("[1, 2]") != grid("[2, 1]"));
}

TEST_CASE("study: a default that is written out changes nothing", "[study]") {
  CHECK(identity({"study.seed=1", "network.scale=1"}) == identity());
}

TEST_CASE("study: the identity of a resolved study is that of its resolved study", "[study]") {
  const std::string once = read_study_file(tiny_study, {"study.replications=7"}).resolved();
  const std::string more = read_study_file(tiny_study, {"study.replications=9"}).resolved();
  CHECK(read_study_file(once).identity() == read_study_file(more).identity());
  const std::string twice = read_study_file(once).resolved();
  CHECK(read_study_file(twice).identity() == read_study_file(once).identity());
}

}  // namespace bacelab
