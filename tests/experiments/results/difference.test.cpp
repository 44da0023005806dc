#include "experiments/results/difference.hpp"

#include <algorithm>
#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "tests/results/sample_file.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

using Catch::Contains;
using sample::ScratchDirectory;

/// Two executions of a study, either of which can be changed before it is written.
struct Pair {
  explicit Pair(const ResultsDescription& study)
      : study_a(study), study_b(study), a(whole(study)), b(whole(study)) {}

  static RunBlock whole(const ResultsDescription& study) {
    return sample::block(study, 0, study.box().worlds());
  }

  Difference difference() const {
    const ScratchDirectory directory;
    sample::write_file(directory / "a.h5", study_a, a, provenance_a);
    sample::write_file(directory / "b.h5", study_b, b, provenance_b);
    return find_differences(ResultsFile(directory / "a.h5"), ResultsFile(directory / "b.h5"));
  }

  ResultsDescription study_a;
  ResultsDescription study_b;
  RunBlock a;
  RunBlock b;
  Provenance provenance_a;
  Provenance provenance_b;
};

double nan_with_payload(std::uint64_t payload) {
  constexpr std::uint64_t quiet_nan = 0x7ff8000000000000;
  return std::bit_cast<double>(quiet_nan | payload);
}

TEST_CASE("difference: how a study was executed makes no difference", "[results]") {
  Pair pair(sample::study_with_jobs());
  pair.provenance_b = {8, 4, "elsewhere", "99", 3, "later", "much later", "mpirun", "/other"};
  pair.b.wall_s.assign(pair.b.wall_s.size(), 123.0);
  const Difference difference = pair.difference();
  CHECK(difference.is_equal());
  CHECK(difference.notes.empty());
}

TEST_CASE("difference: another column of the design is one", "[results]") {
  Pair pair(sample::study());
  pair.study_a.design.columns = {{"row", "Row.", std::vector<std::int64_t>{0, 1, 2}}};
  pair.study_b.design.columns = {{"row", "Row.", std::vector<std::int64_t>{0, 2, 1}}};
  CHECK(pair.difference().structure == std::vector<std::string>{"the design has other points"});
}

TEST_CASE("difference: other words for the same column of the design are none", "[results]") {
  Pair pair(sample::study());
  pair.study_a.design.columns = {{"row", "Row.", std::vector<std::int64_t>{0, 1, 2}}};
  pair.study_b.design.columns = {{"row", "Row of A.", std::vector<std::int64_t>{0, 1, 2}}};
  CHECK(pair.difference().is_equal());
}

TEST_CASE("difference: NaN equals NaN of the same bits", "[results]") {
  Pair pair(sample::study());
  pair.a.metrics[0] = pair.b.metrics[0] = nan_with_payload(7);
  CHECK(pair.difference().is_equal());
  pair.b.metrics[0] = nan_with_payload(8);
  CHECK_FALSE(pair.difference().is_equal());
}

TEST_CASE("difference: one bit of one value is found", "[results]") {
  Pair pair(sample::study());
  double& value = pair.b.metrics_of(6, 1)[1];
  const double old = std::exchange(value, std::nextafter(value, 1e9));
  const Difference difference = pair.difference();
  CHECK(difference.structure.empty());
  REQUIRE(difference.variables.size() == 1);
  const VariableDifference& found = difference.variables.front();
  CHECK(found.variable == "cost_usd");
  CHECK(found.differing_values == 1);
  CHECK(found.compared_values == 24);
  CHECK(found.first == ValuePlace{1, 2, "lcf", std::nullopt});
  CHECK(found.first_a == old);
  CHECK(found.first_b == value);
  CHECK(found.largest_relative > 0);
  CHECK(found.largest_relative < 1e-15);
}

TEST_CASE("difference: the largest relative difference is found, and the first place",
          "[results]") {
  Pair pair(sample::study());
  pair.a.metrics_of(2, 0)[0] = 100;
  pair.b.metrics_of(2, 0)[0] = 99;
  pair.a.metrics_of(9, 1)[0] = -1;
  pair.b.metrics_of(9, 1)[0] = 4;
  const Difference difference = pair.difference();
  REQUIRE(difference.variables.size() == 1);
  CHECK(difference.variables[0].differing_values == 2);
  CHECK(difference.variables[0].largest_relative == 1.25);
  CHECK(difference.variables[0].first == ValuePlace{0, 2, "bace", std::nullopt});
}

TEST_CASE("difference: a number against NaN is infinitely different, -0 against 0 not at all",
          "[results]") {
  Pair pair(sample::study());
  pair.a.metrics_of(0, 0)[0] = 1;
  pair.b.metrics_of(0, 0)[0] = std::nan("");
  pair.a.metrics_of(0, 0)[1] = 0.0;
  pair.b.metrics_of(0, 0)[1] = -0.0;
  const Difference difference = pair.difference();
  REQUIRE(difference.variables.size() == 2);
  CHECK(difference.variables[0].largest_relative == std::numeric_limits<double>::infinity());
  CHECK(difference.variables[1].differing_values == 1);
  CHECK(difference.variables[1].largest_relative == 0);
}

TEST_CASE("difference: summaries of worlds are compared", "[results]") {
  Pair pair(sample::study());
  pair.b.summaries_of(6)[1] = 0.0;
  const Difference difference = pair.difference();
  REQUIRE(difference.variables.size() == 1);
  CHECK(difference.variables[0].variable == "world_price");
  CHECK(difference.variables[0].first == ValuePlace{1, 2, "", std::nullopt});
  CHECK(difference.variables[0].first_a == sample::summary_value(6, 1));
}

TEST_CASE("difference: statuses, redraws and job rows are compared", "[results]") {
  Pair pair(sample::study_with_jobs());
  pair.b.status[3] = RunStatus::stuck;
  pair.b.redraws[5] = 9;
  pair.b.jobs_of(7, 1)[1 * 2 + 1] = 0;
  const Difference difference = pair.difference();
  REQUIRE(difference.variables.size() == 3);
  CHECK(difference.variables[0].variable == "redraws");
  CHECK(difference.variables[0].first == ValuePlace{1, 1, "", std::nullopt});
  CHECK(difference.variables[0].compared_values == 12);
  CHECK(difference.variables[1].variable == "status");
  CHECK(difference.variables[1].first == ValuePlace{0, 1, "lcf", std::nullopt});
  CHECK(difference.variables[1].first_b == 2);
  CHECK(difference.variables[2].variable == "jobs/stages");
  CHECK(difference.variables[2].first == ValuePlace{1, 3, "lcf", 1});
}

TEST_CASE("difference: policies are matched by name", "[results]") {
  Pair pair(sample::study_with_jobs());
  std::swap(pair.study_b.policies[0], pair.study_b.policies[1]);
  CHECK(pair.difference().variables.size() == 5);  // three metrics and two job columns
  for (std::size_t world = 0; world < 12; ++world) {
    std::swap_ranges(pair.b.metrics_of(world, 0).begin(), pair.b.metrics_of(world, 0).end(),
                     pair.b.metrics_of(world, 1).begin());
    std::swap_ranges(pair.b.jobs_of(world, 0).begin(), pair.b.jobs_of(world, 0).end(),
                     pair.b.jobs_of(world, 1).begin());
  }
  CHECK(pair.difference().is_equal());
}

TEST_CASE("difference: a policy of one file only is named, the others are compared", "[results]") {
  Pair pair(sample::study());
  pair.study_b.policies = {"bace", "ldf"};
  pair.b.metrics_of(0, 0)[0] = 5;
  const Difference difference = pair.difference();
  CHECK(difference.structure ==
        std::vector<std::string>{"policy 'lcf' is only in the first file",
                                 "policy 'ldf' is only in the second file"});
  REQUIRE(difference.variables.size() == 1);
  CHECK(difference.variables[0].compared_values == 12);
}

TEST_CASE("difference: what was asked for is compared", "[results]") {
  Pair pair(sample::study());
  std::string expected;
  SECTION("the seed") {
    pair.study_b.seed = 7;
    expected = "seed: '18446744073709551615' and '7'";
  }
  SECTION("values of a factor") {
    pair.study_b.factors[0].values = std::vector{0.1, 1., 3.};
    expected = "factor 'network.scale' has other values";
  }
  SECTION("a factor of names instead of numbers") {
    pair.study_b.factors[0].values = std::vector<std::string>{"a", "b", "c"};
    expected = "factor 'network.scale' has other values";
  }
  SECTION("a metric") {
    pair.study_b.metrics[0].name = "jct_p95_s";
    expected = "metric 'jct_mean_s' is only in the first file";
  }
  SECTION("units") {
    pair.study_b.metrics[1].units = "EUR";
    expected = "units of metric 'cost_usd': 'USD' and 'EUR'";
  }
  const Difference difference = pair.difference();
  CHECK_FALSE(difference.is_equal());
  REQUIRE_FALSE(difference.structure.empty());
  CHECK(difference.structure.front() == expected);
}

TEST_CASE("difference: of boxes of two sizes no values are compared", "[results]") {
  Pair pair(sample::study());
  pair.study_b.replications = 5;
  pair.b = Pair::whole(pair.study_b);
  const Difference difference = pair.difference();
  CHECK(difference.structure == std::vector<std::string>{"replications: 4 and 5"});
  CHECK(difference.variables.empty());
}

TEST_CASE("difference: title, study text and program are notes", "[results]") {
  Pair pair(sample::study());
  pair.study_b.title = "Another";
  pair.study_b.study = "other";
  pair.study_b.program_version = "2";
  pair.study_b.git_describe = "v2";
  pair.study_b.compiler = "clang";
  const Difference difference = pair.difference();
  CHECK(difference.is_equal());
  REQUIRE(difference.notes.size() == 5);
  CHECK_THAT(difference.notes.front(), Contains("compiler: 'GNU 12.2.0' and 'clang'"));
}

TEST_CASE("difference: files larger than what is compared at a time", "[results]") {
  ResultsDescription study = sample::study();
  study.replications = 100001;
  Pair pair(study);
  pair.b.metrics.back() = 0;
  const Difference difference = pair.difference();
  REQUIRE(difference.variables.size() == 1);
  CHECK(difference.variables[0].compared_values == 600006);
  CHECK(difference.variables[0].first == ValuePlace{2, 100000, "lcf", std::nullopt});
}

}  // namespace
}  // namespace bacelab
