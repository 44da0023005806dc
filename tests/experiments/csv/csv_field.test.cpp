#include "experiments/csv/csv_field.hpp"

#include <catch2/catch.hpp>

#include "experiments/csv/csv_reader.hpp"

namespace bacelab {

TEST_CASE("csv field: any text is read back as it was", "[csv]") {
  CHECK(csv_field("a b") == "a b");
  CHECK(csv_field("a,b") == "\"a,b\"");
  for (const char* text : {"plain", "a,b", "a\"b", "a\r\nb", " a", "a ", "", "\"", "\xc3\xa9",
                           "\xef\xbb\xbf"
                           "a",
                           "\xef\xbc\xa1", "\xff\xff",
                           "\xfe\xff"
                           "a"}) {
    const std::string row = csv_field(text) + ",x\n";
    TextSource source(row);
    CsvReader reader(source, "a.csv");
    REQUIRE(reader.next());
    REQUIRE(reader.fields() == 2);
    CHECK(reader.field(0) == text);
  }
}

}  // namespace bacelab
