#include "experiments/worlds/import/measured_links.hpp"

#include <catch2/catch.hpp>

#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

const std::vector<std::string> abc = {"A=a", "B=b", "C=c"};

MeasuredLinks of_abc() { return MeasuredLinks(RegionKeys::parse("--region", abc, 2)); }

}  // namespace

TEST_CASE("measured links: the median of a direction's samples", "[import]") {
  MeasuredLinks links = of_abc();
  for (const double sample : {9.0, 1.0, 4.0}) links.add("a", "b", sample);
  for (const double sample : {9.0, 1.0, 4.0, 2.0}) links.add("b", "a", sample);
  links.add("a", "x", 7.0);
  links.add("a", "a", 7.0);
  CHECK(links.median(0, 1) == 4.0);
  CHECK(links.median(1, 0) == 3.0);
  CHECK_FALSE(links.median(0, 2).has_value());
  std::vector<std::string> notes;
  links.put_notes("throughput", notes);
  CHECK(notes ==
        std::vector<std::string>{
            "took 7 samples of throughput, dropped 2: 1 within a region, 1 of other regions",
            "2 directions with several samples of throughput: their median",
            "1 link measured in both directions: the worse counts"});
}

TEST_CASE("measured links: figures of several files become one table", "[import]") {
  MeasuredLinks gbps = of_abc();
  gbps.add("a", "b", 4.0);
  gbps.add("b", "a", 3.0);
  gbps.add("c", "a", 5.0);
  MeasuredLinks rtt = of_abc();
  rtt.add("a", "b", 80.0);
  rtt.add("b", "a", 90.0);
  const LinkTable table =
      link_table_of({{gbps, &LinkFigures::gbit_per_s, 10.0}, {rtt, &LinkFigures::rtt_ms}});
  CHECK(*table.find("A", "B") == LinkFigures{30.0, 90.0, std::nullopt, std::nullopt});
  CHECK(*table.find("A", "C") == LinkFigures{50.0, std::nullopt, std::nullopt, std::nullopt});
  CHECK(table.find("B", "C") == nullptr);
}

TEST_CASE("measured links: what is missing is named", "[import]") {
  MeasuredLinks links = of_abc();
  links.add("a", "b", 1.0);
  links.add("c1", "a", 1.0);
  CHECK(message_of([&] { links.require_all("t.csv", "go on"); }) == "t.csv: has no region 'c'");
  CHECK(links.unknown_regions() == std::vector<std::string>{"has no region 'c'"});
  links.add("c", "a", 1.0);
  CHECK(message_of([&] { links.require_all("t.csv", "go on"); }) ==
        "t.csv: nothing is known of b and c in either direction; choose other regions, or go on");
  links.drop("c", "b", UnusedSample::failed);
  links.drop("b", "c", UnusedSample::other_tier);
  CHECK(message_of([&] { links.require_all("t.csv", "go on"); }) ==
        "t.csv: nothing is known of b and c in either direction (dropped: 1 of failed "
        "measurements, 1 of another network tier at either end); choose other regions, or go on");
  links.add("c", "b", 1.0);
  CHECK_NOTHROW(links.require_all("t.csv", "go on"));
}

}  // namespace bacelab
