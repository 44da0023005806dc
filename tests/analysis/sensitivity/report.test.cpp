#include "analysis/sensitivity/report.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "experiments/text/table.hpp"
#include "tests/analysis/sensitivity/samples.hpp"

namespace bacelab {
namespace {

std::string csv_of(const Sensitivity& sensitivity) {
  std::ostringstream out;
  write_csv(out, sensitivity);
  return out.str();
}

}  // namespace

TEST_CASE("CSV of Sobol indices has a row for each index", "[sensitivity]") {
  const std::string csv = csv_of(samples::of_sobol());
  CHECK_THAT(csv, Catch::StartsWith("output,unit,factor,other_factor,measure,value,value_lower,"
                                    "value_upper,confidence,reason\n"));
  CHECK_THAT(csv, Catch::Contains("\n\"overhead(jct_mean, cr_ldf, bace)\",1,network.scale,,first,"
                                  "0.5,0.4875,0.5125,0.95,\n"));
  CHECK_THAT(csv, Catch::Contains(",network.scale,arrivals.rate_per_hour,second,0.125,"));
  CHECK(std::count(csv.begin(), csv.end(), '\n') == 10);
}

TEST_CASE("CSV of Morris' measures leaves empty what is missing", "[sensitivity]") {
  const std::string csv = csv_of(samples::of_morris());
  CHECK_THAT(csv, Catch::Contains("\ny,s,x1,,mu_star,4,3,5,0.95,\n"));
  CHECK_THAT(csv, Catch::Contains("\ny,s,x2,,sigma,2,,,0.95,why not\n"));
  CHECK(std::count(csv.begin(), csv.end(), '\n') == 7);
}

TEST_CASE("JSON of Sobol indices has all of them, with noise and intervals", "[sensitivity]") {
  const auto json = nlohmann::json::parse(to_json(samples::of_sobol()).dump());
  CHECK(json["output"] == "overhead(jct_mean, cr_ldf, bace)");
  CHECK(json["sobol"]["rows"] == 1024);
  CHECK(json["sobol"]["factors"][1]["factor"] == "arrivals.rate_per_hour");
  CHECK(json["sobol"]["factors"][1]["total"]["value"] == 0.375);
  CHECK(json["sobol"]["factors"][0]["first"]["upper"] == 0.5125);
  CHECK(json["sobol"]["second"][0]["factors"][1] == "arrivals.rate_per_hour");
  CHECK(json["sobol"]["second"][0]["index"]["value"] == 0.125);
  CHECK(json["noise"]["worlds"] == "common");
  CHECK(json["noise"]["variance_not_shared"]["value"] == 0.0001);
  CHECK(json["morris"].is_null());
  CHECK(json["bootstrap_seed"].is_null());
}

TEST_CASE("JSON of Morris' measures has null and a reason for what is missing", "[sensitivity]") {
  const auto json = nlohmann::json::parse(to_json(samples::of_morris()).dump());
  CHECK(json["sobol"].is_null());
  CHECK(json["dropped"] == 2);
  CHECK(json["bootstrap_seed"] == 5);
  const auto& second = json["morris"]["factors"][1];
  CHECK(second["mu"]["lower"] == -1.0);
  CHECK(second["sigma"]["value"] == 2.0);
  CHECK(second["sigma"]["upper"].is_null());
  CHECK(second["sigma"]["reason"] == "why not");
  CHECK(json["noise"]["variance"]["reason"] == "a table does not show it");
}

namespace {

using Catch::Contains;

std::string table_of(const Sensitivity& sensitivity) {
  std::ostringstream out;
  write_table(out, sensitivity);
  return out.str();
}

/// The table without its line breaks.
std::string words_of_table(const Sensitivity& sensitivity) {
  std::string text;
  for (const std::string& word : words_of(table_of(sensitivity))) text += word + ' ';
  return text;
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

Worlds: shared by all points, so the results are conditional on these worlds. Noise: an output
  varies over sets of 30 worlds with standard deviation 0.02000 (4 % of the variance over the
  design); what is not shared by all points: 0.01000 (1 % of the variance over the design).
First order: share of the variance due to the factor alone; total: with all its interactions.
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
Noise: unknown; it counts as an effect of the factors.
For the whole range of a factor: mu its mean effect, mu* the mean magnitude, sigma the spread
  (interactions, curvature).
)");
}

TEST_CASE("a table says what is done about the noise of independent worlds", "[sensitivity]") {
  Sensitivity s = samples::of_sobol();
  s.noise.worlds = WorldsOfDesign::independent;
  CHECK_THAT(table_of(s), Contains("Worlds: each point has its own."));
  CHECK_THAT(table_of(s), Contains("it is subtracted from the"));
  s.noise.variance = s.noise.separate = Undefined{"one replication per point does not show it"};
  CHECK_THAT(
      words_of_table(s),
      Contains("Noise: one replication per point does not show it; it counts as an effect."));
}

TEST_CASE("a table says which points share their worlds", "[sensitivity]") {
  Sensitivity s = samples::of_sobol();
  s.noise.worlds = WorldsOfDesign::grouped;
  CHECK_THAT(words_of_table(s), Contains("each scramble has its own, so the intervals include"));
  CHECK_THAT(words_of_table(s), Contains("neither is part of the variance and the indices."));
  CHECK(to_json(s)["noise"]["worlds"] == "within_scrambles");
  s.sobol.reset();
  s.morris = samples::of_morris().morris;
  s.bootstrap = Bootstrap{99, 1};
  s.factors.resize(s.morris->size());
  CHECK_THAT(words_of_table(s), Contains("shared by the points of a trajectory"));
  CHECK_THAT(words_of_table(s), Contains("it is part of sigma and mu*."));
  CHECK(to_json(s)["noise"]["worlds"] == "within_trajectories");
}

TEST_CASE("a table of an emulator says how well it fits", "[sensitivity]") {
  Sensitivity s = samples::of_sobol();
  s.emulator = Emulator{64, 3, 20, 0.0123};
  const std::string words = words_of_table(s);
  CHECK_THAT(words, Contains("from a polynomial of degree 3 with 20 terms, fitted to 64 points"));
  CHECK_THAT(words, Contains("leave-one-out error: 1.23 % of the variance of the outputs"));
  CHECK_THAT(words, Contains("what the polynomial cannot follow, and the noise of the worlds: an"));
  CHECK(to_json(s)["emulator"]["leave_one_out"] == 0.0123);
  CHECK(to_json(s)["sobol"]["intervals"].is_null());
}

TEST_CASE("a table of sensitivities fits the width", "[sensitivity]") {
  Sensitivity s = samples::of_sobol();
  s.factors[0] = std::string(70, 'f');
  std::istringstream lines(table_of(s));
  for (std::string line; std::getline(lines, line);) CHECK(line.size() <= table_width);
}

}  // namespace bacelab
