#include "experiments/text/csv_roles.hpp"

#include <catch2/catch.hpp>

#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

const ColumnRole origin = {"where a link begins", "--from-column", {"src_region", "src"}};

}  // namespace

TEST_CASE("column roles: a name, the first accepted one, or the one of the user", "[csv]") {
  TextSource source("src,src_region,origin\n1,2,3\n");
  CsvTable csv(source, "a.csv");
  REQUIRE(csv.next());
  CHECK(csv.text(required_column(csv, origin)) == "2");
  CHECK(csv.text(required_column(csv, origin, "origin")) == "3");
  CHECK(message_of([&] { required_column(csv, origin, "orgin"); }) ==
        "a.csv: there is no column 'orgin' (did you mean 'origin'?); its columns are src, "
        "src_region, origin");
}

TEST_CASE("column roles: without a column, the accepted names and the file's own", "[csv]") {
  TextSource source("a,b\n");
  const CsvTable csv(source, "a.csv");
  CHECK_FALSE(find_column(csv, origin).has_value());
  CHECK(message_of([&] { required_column(csv, origin); }) ==
        "a.csv: no column says where a link begins; allowed: src_region, src, or --from-column "
        "NAME; its columns are a, b");
  CHECK(message_of([&] {
          required_column(csv, {"how fast it is", nullptr, {"gbps"}});
        }) == "a.csv: no column says how fast it is; allowed: gbps; its columns are a, b");
}

TEST_CASE("column roles: texts that stand for no value", "[csv]") {
  for (const char* const nothing : {"", "nan", "NaN", "null", "-"}) CHECK(says_nothing(nothing));
  for (const char* const value : {"0", "-1", "nano"}) CHECK_FALSE(says_nothing(value));
}

}  // namespace bacelab
