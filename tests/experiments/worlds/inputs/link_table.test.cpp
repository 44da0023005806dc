#include "experiments/worlds/inputs/link_table.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

LinkTable parse_links(const std::string& text) {
  TextSource source(text);
  return parse_link_table(source, "l.csv");
}

std::string link_table_message(const std::string& text) {
  return message_of([&] { parse_links(text); });
}

}  // namespace

TEST_CASE("link table: what is known of a link, in either order", "[inputs]") {
  const LinkTable table = parse_links(
      "b,a,gbit_per_s,rtt_ms,delay_ms,transfer_usd_per_gb\nIreland,Tokyo,4.1,200,,0.02\n");
  const LinkFigures figures = {4.1, 200.0, std::nullopt, 0.02};
  REQUIRE(table.find("Ireland", "Tokyo") != nullptr);
  CHECK(*table.find("Ireland", "Tokyo") == figures);
  CHECK(*table.find("Tokyo", "Ireland") == figures);
  CHECK(table.find("Ireland", "Sydney") == nullptr);
  CHECK(table.regions() == std::vector<std::string>{"Ireland", "Tokyo"});
  CHECK(table.has(&LinkFigures::rtt_ms));
  CHECK_FALSE(table.has(&LinkFigures::delay_ms));
  CHECK(table.reduced() == 0);
}

TEST_CASE("link table: of two directions the worse counts, figure by figure", "[inputs]") {
  const LinkTable table = parse_links(
      "a,b,gbit_per_s,rtt_ms,delay_ms,transfer_usd_per_gb\nA,B,5,10,4,0.09\nB,A,3,9,6,\n");
  CHECK(*table.find("A", "B") == LinkFigures{3.0, 10.0, 6.0, 0.09});
  CHECK(table.reduced() == 1);
}

TEST_CASE("link table: anything but a link is refused", "[inputs]") {
  CHECK(link_table_message("a,b\nA,A\n") ==
        "l.csv:2: b = A: is both ends of the link; allowed: another region");
  CHECK(link_table_message("a,b\nA,B\nB,A\nA,B\n") ==
        "l.csv:4: the link from A to B is there already; allowed: one row per direction");
  CHECK(link_table_message("a,b\nA,\n") == "l.csv:2: b (empty): is empty");
  CHECK(link_table_message("a,b,gbit_per_s\nA,B,-1\n") ==
        "l.csv:2: gbit_per_s = -1: must be a number in [0, 1000000000], in Gbit/s");
  CHECK(link_table_message("a,gbit_per_s\nA,1\n") ==
        "l.csv: there is no column 'b'; its columns are a, gbit_per_s");
  CHECK(link_table_message("a,b,gbps\nA,B,1\n") ==
        "l.csv: unknown column 'gbps'; allowed: a, b, gbit_per_s, rtt_ms, delay_ms, "
        "transfer_usd_per_gb");
}

TEST_CASE("link table: what is written reads back the same", "[inputs]") {
  const std::string text =
      "a,b,gbit_per_s,transfer_usd_per_gb\nA,\"B,C\",0.1,\nA,D,,0.30000000000000004\n";
  std::ostringstream out;
  write_link_table(out, parse_links(text));
  CHECK(out.str() == text);
}

}  // namespace bacelab
