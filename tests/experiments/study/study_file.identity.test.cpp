#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "core/simulation/metrics.hpp"
#include "core/simulation/scenario.hpp"
#include "tests/experiments/study/studies.hpp"
#include "tests/experiments/study/study_texts.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

StudyIdentity identity(const std::vector<std::string>& settings = {}) {
  return read_study_file(tiny_study, settings).identity();
}

}  // namespace

TEST_CASE("study: the number of replications is not part of its identity", "[study]") {
  CHECK(identity({"study.replications=7"}) == identity());
  CHECK(identity({"study.replications=1"}) == identity({"study.replications=1000000"}));
  const StudyFile file = read_study_file(tiny_study, {"study.replications=7"});
  CHECK(file.replications() == 7);
  CHECK(file.at(0).replications == 7);
  CHECK(file.resolved() != read_study_file(tiny_study).resolved());
}

TEST_CASE("study: the precision target is not part of its identity", "[study]") {
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

TEST_CASE("study: its identity is of the model and of the columns of the results", "[study]") {
  const StudyIdentity found = identity();
  CHECK(found.schema == results_schema);
  CHECK(found.model == model_version);
  REQUIRE(found.metrics.size() == metric_registry().size());
  CHECK(found.metrics.front() == metric_registry()[0].name);
  CHECK(found.job_columns.empty());
  CHECK(lively_study_file().identity().job_columns.size() == job_column_registry().size());
}

TEST_CASE("study: its identity has each key with its value, whoever gave it", "[study]") {
  const auto value_of = [](const StudyIdentity& of, const std::string& key) -> std::string {
    const auto found = std::find_if(of.study.begin(), of.study.end(),
                                    [&](const StudyKey& each) { return each.key == key; });
    return found == of.study.end() ? "none" : found->value;
  };
  const StudyIdentity found = identity({"study.title=\"[a] b = c\"", "precision.minimum=40"});
  CHECK(value_of(found, "study.title") == "\"[a] b = c\"");
  CHECK(value_of(found, "study.seed") == "1");
  CHECK(value_of(found, "regions.names") == R"(["A", "B"])");
  CHECK(value_of(found, "templates.tiny.layers") == "1");
  CHECK(value_of(found, "study.replications") == "none");
  CHECK(value_of(found, "precision.minimum") == "none");
}

TEST_CASE("study: the order of its factors is part of its identity", "[study]") {
  const std::string grid = tiny_study + "[design]\ntype = \"grid\"\n";
  const std::string scale = "[design.factors.\"network.scale\"]\nvalues = [1, 2]\n";
  const std::string count = "[design.factors.\"jobs.count\"]\nvalues = [3, 4]\n";
  const StudyIdentity one = read_study_file(grid + scale + count).identity();
  const StudyIdentity other = read_study_file(grid + count + scale).identity();
  CHECK(one != other);
  CHECK(differences(one, other) ==
        std::vector<std::string>{"the order of the tables in the study"});
}

TEST_CASE("study: what tells two studies apart is named", "[study]") {
  CHECK(differences(identity(), identity({"jobs.count=3", "study.seed=7"})) ==
        std::vector<std::string>{"jobs.count: 8 there, 3 here", "study.seed: 1 there, 7 here"});
  const auto of_work = [](const char* distribution) {
    return identity({"work.distribution=" + std::string(distribution)});
  };
  // The spread of the one distribution is no key of the other.
  const auto found = differences(of_work("\"lognormal\""), of_work("\"exponential\""));
  CHECK(std::any_of(found.begin(), found.end(), [](const std::string& line) {
    return line.starts_with("work.sigma: ") && line.ends_with(" there, nothing here");
  }));
}

}  // namespace bacelab
