#include "experiments/worlds/bandwidth/given_links.hpp"

#include <catch2/catch.hpp>

#include "tests/experiments/worlds/study_directory.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

const std::string names_of_three = "[regions]\nnames = [\"A\", \"B\", \"C\"]\ngpus_from = [64]\n";

}  // namespace

TEST_CASE("given links: delays and prices of a file are added to those of all links", "[worlds]") {
  const StudyDirectory directory;
  directory.write("l.csv", "a,b,rtt_ms,delay_ms,transfer_usd_per_gb\nA,B,100,,0.02\nC,B,100,7,\n");
  const Scenario world = directory.world(
      names_of_three + "[network]\nfile = \"l.csv\"\ndelay_ms = 1\ntransfer_usd_per_gb = 0.5\n");
  const auto& links = world.cluster.links();
  REQUIRE(links.size() == 3);
  CHECK(links[LinkIndex(0)].delay_s == Approx(0.051));  // half of the round trip
  CHECK(links[LinkIndex(1)].delay_s == 0.001);          // nothing is known
  CHECK(links[LinkIndex(2)].delay_s == Approx(0.008));
  CHECK(links[LinkIndex(0)].transfer_usd_per_gb == 0.52);
  CHECK(links[LinkIndex(1)].transfer_usd_per_gb == 0.5);
}

TEST_CASE("given links: a study notes which regions it and its file don't share", "[worlds]") {
  using Notes = std::vector<std::string>;
  const StudyDirectory directory;
  const auto notes = [&](const std::string& links, const std::string& network = "") {
    directory.write("l.csv", "a,b,gbit_per_s\n" + links);
    return directory.read(names_of_three + "[network]\nfile = \"l.csv\"\n" + network)
        .at(0)
        .world.network.notes;
  };
  CHECK(notes("A,B,1\nC,A,1\n") == Notes());
  CHECK(notes("A,B,1\nC,A,1\nD,A,1\n") ==
        Notes{"l.csv: 1 of its 4 regions is not in the study: D"});
  CHECK(notes("A,B,1\nX,Cc,1\n", "bandwidth = \"csv\"\nmissing_links = \"leave_out\"\n") ==
        Notes{"l.csv: 2 of its 4 regions are not in the study: Cc, X",
              "l.csv: 1 of the 3 regions of the study is not in it: C"});
  std::string many = "A,B,1\nC,A,1\n";
  for (int i = 0; i < 10; ++i) many += "A,p" + std::to_string(i) + ",1\n";
  CHECK(notes(many) ==
        Notes{"l.csv: 10 of its 13 regions are not in the study: p0, p1, p2, p3, p4, p5, p6, p7 "
              "and 2 more"});
  CHECK(directory.read(names_of_three).at(0).world.network.notes == Notes());
}

TEST_CASE("given links: round-trip times may stand in the study, the longer one counts",
          "[worlds]") {
  const StudyDirectory directory;
  const Scenario world = directory.world(
      names_of_three + "[network.rtt_ms]\nA = [0, 10, 20]\nB = [12, 0, 30]\nC = [20, 30, 0]\n");
  CHECK(world.cluster.links()[LinkIndex(0)].delay_s == 0.006);
  CHECK(world.cluster.links()[LinkIndex(2)].delay_s == 0.015);
}

TEST_CASE("given links: a matrix that is not square, not complete or has unknown regions",
          "[worlds]") {
  const StudyDirectory directory;
  const auto message = [&](const std::string& rows) {
    return directory.message(names_of_three +
                             "[network]\nbandwidth = \"matrix\"\n[network.gbps]\n" + rows);
  };
  CHECK(message("A = [0, 1]\nB = [1, 0, 2]\nC = [1, 2, 0]\n") ==
        "study.toml:7: network.gbps.A = [0, 1]: the row has 2 numbers; allowed: 3 numbers, one per "
        "region");
  CHECK(message("A = [0, 1, 2]\nB = [1, 0, 2]\n") ==
        "study.toml:6: network.gbps.C: the row of this region is missing; allowed: 3 numbers, one "
        "per region");
  CHECK(message("A = [0, 1, 2]\nB = [1, 0, 2]\nC = [1, 2, 0]\nD = [1, 2, 3]\n") ==
        "study.toml:10: unknown key 'network.gbps.D'; allowed here: A, B, C");
  CHECK(message("A = [0, 1, -2]\nB = [1, 0, 2]\nC = [1, 2, 0]\n") ==
        "study.toml:7: network.gbps.A[2] = -2: must be a number >= 0, in Gbit/s");
  CHECK(message("") ==
        "study.toml:6: network.gbps.A: the row of this region is missing; allowed: 3 numbers, one "
        "per region");
}

}  // namespace bacelab
