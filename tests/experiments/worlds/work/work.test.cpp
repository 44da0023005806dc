#include "experiments/worlds/work/work.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "experiments/worlds/catalog.hpp"
#include "tests/experiments/worlds/study_directory.hpp"
#include "tests/experiments/worlds/work/kinds.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

constexpr std::uint32_t jobs = 4000;

/// A distribution from the registry; recorded jobs are there for those that need them.
std::shared_ptr<const WorkDistribution> make(const ProcessInfo<WorkDistribution>& info) {
  const StudyDirectory directory;
  std::string recorded = "submit_s,hours\n";
  for (std::uint32_t i = 0; i < jobs; ++i) {
    recorded += std::to_string(i) + "," + std::to_string(1 + i % 7) + "\n";
  }
  directory.write("jobs.csv", recorded);
  const auto root =
      ConfigDocument::parse("[trace]\nfile = \"jobs.csv\"\n", directory.path()).root();
  return info.make(root.table("work", "How much work a job has"));
}

}  // namespace

TEST_CASE("every work distribution gives positive work of its mean, the same again", "[worlds]") {
  const StagePlan plan = hourly_plan();
  for (const auto& info : work_distributions()) {
    CAPTURE(info.name);
    const auto work = make(info);
    const JobKind kind = {template_catalog().front(), plan};
    const RandomStream stream({1, 0, 0, 0}, "work");
    double sum = 0.0;
    for (std::uint32_t i = 0; i < jobs; ++i) {
      const double iterations = work->iterations(kind, stream, i);
      REQUIRE(iterations > 0.0);
      REQUIRE(std::isfinite(iterations));
      REQUIRE(work->iterations(kind, stream, i) == iterations);
      sum += iterations;
    }
    CHECK(sum / jobs * plan.ideal_iteration_s() == Approx(work->mean_seconds(kind)).epsilon(0.2));
  }
}

}  // namespace bacelab
