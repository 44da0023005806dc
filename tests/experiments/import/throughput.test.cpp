#include "experiments/import/throughput.hpp"

#include <catch2/catch.hpp>

#include "tests/experiments/config/messages.hpp"

namespace bacelab {
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

}  // namespace bacelab
