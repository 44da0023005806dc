#include "analysis/sensitivity/sensitivity_table.hpp"

#include <sstream>
#include <string>

#include <catch2/catch.hpp>

#include "analysis/comparison/text_table.hpp"
#include "tests/analysis/sensitivity/samples.hpp"

namespace bacelab {
namespace {

using Catch::Contains;

std::string table_of(const Sensitivity& sensitivity) {
  std::ostringstream out;
  write_table(out, sensitivity);
  return out.str();
}

}  // namespace

TEST_CASE("a table of Sobol indices looks like this", "[sensitivity]") {
  CHECK("\n" + table_of(samples::of_sobol()) == R"(
overhead(jct_mean, cr_ldf, bace): Sobol indices of 3 factors, 1024 rows in 16 scrambles
mean 0.2500, standard deviation over the design 0.1000, 95 % intervals in brackets (Student's t over
  scrambles)

factor                            first order                 total
network.scale            0.500 [0.487, 0.512]  0.625 [0.613, 0.637]
arrivals.rate_per_hour   0.250 [0.237, 0.263]  0.375 [0.362, 0.388]
work.sigma              0.000 [-0.013, 0.012]  0.062 [0.050, 0.075]

factors                                          second order
network.scale x arrivals.rate_per_hour   0.125 [0.113, 0.138]
network.scale x work.sigma              0.000 [-0.013, 0.013]
arrivals.rate_per_hour x work.sigma     0.000 [-0.013, 0.013]

Worlds: all points share theirs, so the results hold under the condition of these worlds. Noise: an
  output varies over sets of 30 worlds with standard deviation 0.02000 (4 % of the variance over the
  design); what is not shared by all points: 0.01000 (1 % of the variance over the design).
First order: share of the variance by the factor alone; total: with all its interactions.
)");
}

TEST_CASE("a table of Morris' measures looks like this", "[sensitivity]") {
  CHECK("\n" + table_of(samples::of_morris()) == R"(
y [s]: Morris' measures of 2 factors, 10 trajectories
95 % intervals in brackets (mu, mu*: Student's t; sigma: BCa bootstrap of trajectories, 1999
  resamples, seed 5)

factor                       mu                   mu*                 sigma
x1      -4.000 [-5.000, -3.000]  4.000 [3.000, 5.000]  0.500 [0.250, 1.000]
x2        0.000 [-1.000, 1.000]  1.000 [0.500, 1.500]                 2.000

no interval: why not
Left out, since a run is incomplete: 2 whole trajectories.
Noise: nothing is known of it; it counts as an effect of the factors.
For the whole range of a factor: mu its mean effect, mu* the mean magnitude, sigma the spread
  (interactions, curvature).
)");
}

TEST_CASE("a table says what is done about the noise of independent worlds", "[sensitivity]") {
  Sensitivity s = samples::of_sobol();
  s.noise.worlds = WorldsOfDesign::independent;
  CHECK_THAT(table_of(s), Contains("Worlds: each point has its own."));
  CHECK_THAT(table_of(s), Contains("it is taken out of the"));
  s.noise.variance = s.noise.separate = Undefined{"one replication a point does not show it"};
  CHECK_THAT(table_of(s), Contains("Noise: one replication a point does not show it."));
}

TEST_CASE("a table of sensitivities fits the width", "[sensitivity]") {
  Sensitivity s = samples::of_sobol();
  s.factors[0] = std::string(70, 'f');
  std::istringstream lines(table_of(s));
  for (std::string line; std::getline(lines, line);) CHECK(line.size() <= table_width);
}

}  // namespace bacelab
