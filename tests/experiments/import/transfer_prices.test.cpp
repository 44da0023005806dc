#include "experiments/import/transfer_prices.hpp"

#include <catch2/catch.hpp>

#include "tests/experiments/config/messages.hpp"

namespace bacelab {
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
