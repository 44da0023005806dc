#include "experiments/worlds/bandwidth/given.hpp"

#include <catch2/catch.hpp>

#include "tests/experiments/worlds/study_directory.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;
using Bandwidths = std::vector<double>;

const std::string three = "[regions]\nnames = [\"A\", \"B\", \"C\"]\ngpus_from = [64]\n";

Bandwidths gbps_of(const Scenario& world) {
  Bandwidths bandwidths;
  for (const Link& link : world.cluster.links()) bandwidths.push_back(link.bandwidth.at(0.0) / 1e9);
  return bandwidths;
}

}  // namespace

TEST_CASE("given bandwidth: of two directions of a matrix the smaller one", "[worlds]") {
  const StudyDirectory directory;
  const Scenario world =
      directory.world(three +
                      "[network]\nbandwidth = \"matrix\"\nscale = 0.5\n"
                      "[network.gbps]\nA = [9, 4, 6]\nB = [5, 9, 8]\nC = [2, 0, 9]\n");
  CHECK(gbps_of(world) == Bandwidths{2.0, 1.0, 0.0});
}

TEST_CASE("given bandwidth: of a file, with other changes of links", "[worlds]") {
  const StudyDirectory directory;
  directory.write("l.csv", "a,b,gbit_per_s\r\nB,A,4\r\nA,C,6\r\nB,C,8\r\nB,X,1\r\n");
  const std::string study = three + "[network]\nbandwidth = \"csv\"\nfile = \"l.csv\"\n";
  CHECK(gbps_of(directory.world(study)) == Bandwidths{4.0, 6.0, 8.0});
  const Scenario lively = directory.world(study + "[network.fluctuation]\nsigma = 0.2\n");
  CHECK(lively.cluster.links()[LinkIndex(0)].bandwidth.has(1));
}

TEST_CASE("given bandwidth: pairs that a file leaves out are refused, or no links", "[worlds]") {
  const StudyDirectory directory;
  directory.write("l.csv", "a,b,gbit_per_s\nA,B,4\nA,C,\n");
  const std::string study = three + "[network]\nbandwidth = \"csv\"\nfile = \"l.csv\"\n";
  CHECK(
      directory.message(study) ==
      "study.toml:6: network.file = \"l.csv\": there is no gbit_per_s of 'A' and 'C'; allowed: all "
      "pairs of regions, or missing_links = \"leave_out\"");
  const Scenario world = directory.world(study + "missing_links = \"leave_out\"\n");
  CHECK(gbps_of(world) == Bandwidths{4.0});
  CHECK_FALSE(world.cluster.topology().link_between(RegionIndex(1), RegionIndex(2)).has_value());

  directory.write("l.csv", "a,b,gbit_per_s\nTokio,B,4\n");
  CHECK(directory.message("[regions]\nnames = [\"Tokyo\", \"B\"]\n[network]\nbandwidth = \"csv\"\n"
                          "file = \"l.csv\"\n") ==
        "study.toml:5: network.file = \"l.csv\": the file has no region 'Tokyo' (did you mean "
        "'Tokio'?); allowed: all pairs of regions, or missing_links = \"leave_out\"");
}

TEST_CASE("given bandwidth: a file is needed if it is read", "[worlds]") {
  const StudyDirectory directory;
  CHECK(directory.message(three + "[network]\nbandwidth = \"csv\"\n") ==
        "study.toml:4: network.file (not set; default \"\"): the bandwidths need a links file; "
        "allowed: a CSV with the columns a, b and gbit_per_s");
  CHECK(directory.message(three + "[network]\nbandwidth = \"csv\"\nfile = \"none.csv\"\n") ==
        "none.csv: the file cannot be opened (No such file or directory)");
}

TEST_CASE("given bandwidth: the law of the round-trip time", "[worlds]") {
  const StudyDirectory directory;
  const std::string rtts =
      "[network.rtt_ms]\nA = [0, 100, 400]\nB = [100, 0, 600]\nC = [0, 0, 0]\n";
  const Scenario world = directory.world(three + "[network]\nbandwidth = \"rtt_law\"\n" + rtts);
  const Bandwidths gbps = gbps_of(world);
  REQUIRE(gbps.size() == 3);
  CHECK(gbps[0] == Approx(4.91 - 0.875));
  CHECK(gbps[1] == Approx(4.91 - 3.5));
  CHECK(gbps[2] == 0.3);
  CHECK(world.cluster.links()[LinkIndex(0)].delay_s == 0.05);

  const Scenario azure =
      directory.world(three +
                      "[network]\nbandwidth = \"rtt_law\"\nrtt_intercept_gbps = 17.7\n"
                      "rtt_slope_gbps_per_ms = 0.04\nrtt_floor_gbps = 1\n" +
                      rtts);
  CHECK(gbps_of(azure)[0] == Approx(13.7));
  CHECK(gbps_of(azure)[2] == 1.0);

  CHECK(directory.message(three + "[network]\nbandwidth = \"rtt_law\"\n") ==
        "study.toml:4: network.file (not set; default \"\"): there is no rtt_ms of 'A' and 'B'; "
        "allowed: all pairs of regions, or missing_links = \"leave_out\"");
}

}  // namespace bacelab
