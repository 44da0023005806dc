#include "experiments/study/study_identity.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "core/errors.hpp"
#include "core/simulation/metrics.hpp"
#include "core/simulation/scenario.hpp"
#include "experiments/results/schema.hpp"
#include "tests/experiments/study/studies.hpp"

namespace bacelab {

using namespace bacelab::testing;

TEST_CASE("describe results: all that is known before the first run", "[results]") {
  const StudyFile file = lively_study();
  const ResultsDescription description = describe_results(file);
  CHECK_NOTHROW(validate(description));
  CHECK(description.study == file.resolved());
  CHECK(description.model == model_version);
  CHECK(description.seed == 1);
  CHECK(description.points == 4);
  CHECK(description.replications == 10);
  CHECK(description.policies == std::vector<std::string>{"bace", "lcf", "cr_ldf"});
  CHECK(description.factors == file.design().factors());
  REQUIRE(description.metrics.size() == metric_registry().size());
  for (std::size_t i = 0; i < description.metrics.size(); ++i) {
    CHECK(description.metrics[i].name == metric_registry()[i].name);
    CHECK(description.metrics[i].units == metric_registry()[i].units);
  }
  CHECK(description.jobs_per_run == 6);
  CHECK(description.job_columns.size() == job_column_registry().size());
}

TEST_CASE("describe results: job rows only on request", "[results]") {
  const ResultsDescription description = describe_results(study_with_stuck_runs());
  CHECK(description.jobs_per_run == 0);
  CHECK(description.job_columns.empty());
}

namespace {

using Lines = std::vector<std::string>;

StudyIdentity identity(const std::vector<std::string>& settings = {}) {
  return identity_of(describe_results(study_file(hungry_jobs, settings)), "study.toml");
}

/// How a study with the settings differs from the one without.
Lines differences_of(const std::vector<std::string>& settings) {
  return differences(identity(), identity(settings));
}

}  // namespace

TEST_CASE("study identity: it is that of the study, of any size", "[segments]") {
  const StudyFile file = lively_study();
  const ResultsDescription description = describe_results(file);
  const StudyIdentity whole = identity_of(description, "a.h5");
  CHECK(whole.schema == schema::version);
  CHECK(whole.model == description.model);
  CHECK(whole.model > 0);
  CHECK(whole.study == StudyFile::read(file.resolved(), "resolved", {}).identity());
  CHECK(whole.metrics.size() == description.metrics.size());
  CHECK(whole.metrics.front() == description.metrics.front().name);
  CHECK(whole.job_columns.size() == description.job_columns.size());
  CHECK(differences_of({"study.replications=99"}).empty());
}

TEST_CASE("study identity: of equal ones nothing differs", "[segments]") {
  CHECK(differences_of({}).empty());
  CHECK(differences_of({"study.seed=1"}).empty());
}

TEST_CASE("study identity: keys differ with both values", "[segments]") {
  CHECK(differences_of({"study.seed=2"}) == Lines{"study.seed: 1 there, 2 here"});
  CHECK(differences_of({"jobs.count=3", "study.seed=7"}) ==
        Lines{"jobs.count: 2 there, 3 here", "study.seed: 1 there, 7 here"});
  CHECK(differences_of({"study.policies=[\"bace\", \"ldf\"]"}) ==
        Lines{R"(study.policies: ["bace", "lcf"] there, ["bace", "ldf"] here)"});
}

TEST_CASE("study identity: a key may be on one side only", "[segments]") {
  const std::string text = "[regions]\nnames = [\"A\", \"B\"]\ngpus_from = [512]\n";
  const auto of_work = [&](const char* distribution) {
    const StudyFile file = study_file(text, {"work.distribution=" + std::string(distribution)});
    return identity_of(describe_results(file), "study.toml");
  };
  const auto lognormal = of_work("\"lognormal\"");
  const auto exponential = of_work("\"exponential\"");
  const Lines forth = differences(lognormal, exponential);
  const Lines back = differences(exponential, lognormal);
  CHECK(forth.size() == back.size());
  // The spread of the other distribution is no key of this one.
  CHECK(std::any_of(forth.begin(), forth.end(), [](const std::string& line) {
    return line.starts_with("work.sigma: ") && line.ends_with(" there, nothing here");
  }));
  CHECK(std::any_of(back.begin(), back.end(), [](const std::string& line) {
    return line.starts_with("work.sigma: nothing there, ");
  }));
}

TEST_CASE("study identity: a value may look like a table or a key", "[segments]") {
  CHECK(differences(identity(), identity({"study.title=\"[a] b = c\""})) ==
        Lines{R"(study.title: "" there, "[a] b = c" here)"});
}

TEST_CASE("study identity: the values of factors are part of it", "[segments]") {
  const auto grid = [](const char* values) {
    return std::vector<std::string>{"design.type=\"grid\"",
                                    "design.factors.'network.scale'.values=" + std::string(values)};
  };
  const Lines found = differences(identity(grid("[1, 2]")), identity(grid("[1, 3]")));
  REQUIRE(found.size() == 1);
  CHECK_THAT(found[0], Catch::Contains("network.scale") && Catch::Contains("[1.0, 2.0] there") &&
                           Catch::Contains("[1.0, 3.0] here"));
}

TEST_CASE("study identity: schema, model and names are part of it", "[segments]") {
  const StudyIdentity here = {"schema-1", 1, "", {"a", "b"}, {}};
  StudyIdentity there = here;
  there.schema = "schema-2";
  CHECK(differences(there, here) == Lines{"results schema: schema-2 there, schema-1 here"});
  there = here;
  there.model = 2;
  CHECK(differences(there, here) == Lines{"model: 2 there, 1 here"});
  there = here;
  there.metrics = {"b", "a"};
  CHECK(differences(there, here) == Lines{"metrics: b a there, a b here"});
  there = here;
  there.job_columns = {"c"};
  CHECK(differences(there, here) == Lines{"job columns: c there, nothing here"});
}

TEST_CASE("study identity: what differs beside the keys is not passed over", "[segments]") {
  const StudyIdentity here = {"schema-1", 1, "[a]\nb = 1\n", {}, {}};
  StudyIdentity there = here;
  there.study += "\n";
  CHECK(differences(there, here) == Lines{"the study's text"});
}

TEST_CASE("study identity: a study that can't be read is refused with its file", "[segments]") {
  ResultsDescription description = describe_results(study_file(hungry_jobs));
  description.study += "\n[of_a_newer_program]\nkey = 1\n";
  CHECK_THROWS_AS(identity_of(description, "a.h5"), InputError);
  CHECK_THROWS_WITH(identity_of(description, "a.h5"), Catch::Contains("a.h5"));
}

}  // namespace bacelab
