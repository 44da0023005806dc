#include "experiments/worlds/import/links.hpp"

#include <catch2/catch.hpp>

#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

const std::vector<std::string> two = {"A=a", "B=b"};

Imported<MeasuredLinks> import(const std::string& text, const std::string& statistic) {
  TextSource source(text);
  return import_latency(source, "l.csv", RegionKeys::parse("--region", two, 2), statistic);
}

}  // namespace

TEST_CASE("import latency: the chosen statistic of the round-trip time", "[import]") {
  const std::string text = "src,dst,min_ms,avg_ms\na,b,10,11\nb,a,12,13\na,c,1,2\n";
  CHECK(import(text, "avg_ms").content.median(0, 1) == 11.0);
  CHECK(import(text, "min_ms").content.median(1, 0) == 12.0);
  CHECK(import(text, "avg_ms").notes.front() == "l.csv: read 3 rows");
  CHECK(message_of([&] { import(text, "mean_ms"); }) ==
        "l.csv: there is no column 'mean_ms' (did you mean 'min_ms'?); its columns are src, dst, "
        "min_ms, avg_ms");
}

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
        std::vector<std::string>{"took 7 samples of throughput, dropped 2 of other regions",
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
  CHECK(message_of([&] { links.require_all("t.csv"); }) == "t.csv: has no region 'c'");
  links.add("c", "a", 1.0);
  CHECK(message_of([&] { links.require_all("t.csv"); }) ==
        "t.csv: nothing is known of b and c in either direction; choose other regions, or leave "
        "such links out with --allow-missing");
  links.add("c", "b", 1.0);
  CHECK_NOTHROW(links.require_all("t.csv"));
}

namespace {

const std::vector<std::string> two_clouds = {"Ireland=aws:eu-west-1", "Iowa=gcp:us-central1-a"};

Imported<MeasuredLinks> imported_throughput(const std::string& text) {
  TextSource source(text);
  return import_throughput(source, "t.csv", RegionKeys::parse("--region", two_clouds, 2),
                           "PREMIUM");
}

}  // namespace

TEST_CASE("import throughput: rows of the tier between regions of the study", "[import]") {
  const auto result = imported_throughput(
      "src,src_tier,dst,dst_tier,run,sent_gbps,recv_gbps\n"
      "aws:eu-west-1,PREMIUM,gcp:us-central1-a,STANDARD,x,1,0.9\n"
      "aws:eu-west-1,PREMIUM,gcp:us-central1-a,PREMIUM,x,3,2.9\n"
      "gcp:us-central1-a,PREMIUM,aws:eu-west-1,PREMIUM,x,3,2.7\n"
      "aws:eu-west-1,PREMIUM,aws:eu-west-2,PREMIUM,x,3,2.5\n");
  CHECK(result.content.median(0, 1) == 2.9);
  CHECK(result.content.median(1, 0) == 2.7);
  CHECK(result.notes ==
        std::vector<std::string>{"t.csv: read 4 rows",
                                 "dropped 1 row of another network tier than PREMIUM at either end",
                                 "took 2 samples of throughput, dropped 1 of other regions",
                                 "1 link measured in both directions: the worse counts"});
}

TEST_CASE("import throughput: tiers may be missing, numbers not", "[import]") {
  const auto result = imported_throughput("dst,src,recv_gbps\naws:eu-west-1,gcp:us-central1-a,5\n");
  CHECK(result.content.median(1, 0) == 5.0);
  CHECK(result.notes.back() == "1 link measured in one direction only: it stands for both");
  CHECK(message_of([] { imported_throughput("src,dst,recv_gbps\na,b,\n"); }) ==
        "t.csv:2: recv_gbps (empty): must be a number in [0, 1000000], in Gbit/s");
}

namespace {

const std::vector<std::string> two_places = {"Ireland=aws:eu-west-1", "Tokyo=ap-northeast-1"};

Imported<MeasuredLinks> imported_transfer_prices(const std::string& text) {
  TextSource source(text);
  return import_transfer_prices(source, "m.csv", RegionKeys::parse("--region", two_places, 2));
}

}  // namespace

TEST_CASE("import transfer prices: a matrix, whose names may leave out the cloud", "[import]") {
  const auto result = imported_transfer_prices(
      ",eu-west-1,ap-northeast-1,us-east-1\n"
      "eu-west-1,0,0.02,0.03\nap-northeast-1,0.09,0,\n");
  CHECK(result.content.median(0, 1) == 0.02);
  CHECK(result.content.median(1, 0) == 0.09);
  const LinkTable table = link_table_of({{result.content, &LinkFigures::transfer_usd_per_gb}});
  CHECK(table.find("Ireland", "Tokyo")->transfer_usd_per_gb == 0.09);
  CHECK(result.notes.front() == "m.csv: read 2 rows of 3 prices");
}

TEST_CASE("import transfer prices: a row for each origin, no negative price", "[import]") {
  CHECK(message_of([] { imported_transfer_prices(",a\nb,0\nb,0\n"); }) ==
        "m.csv:3:  = b: has a row already");
  CHECK(message_of([] { imported_transfer_prices(",a\nb,-1\n"); }) ==
        "m.csv:2: a = -1: must be a number in [0, 1000000], in USD/GB");
}

}  // namespace bacelab
