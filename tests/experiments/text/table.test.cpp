#include "experiments/text/table.hpp"

#include <catch2/catch.hpp>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace bacelab {
namespace {

std::string text_of(const TextTable& table) {
  std::ostringstream out;
  table.write(out);
  return out.str();
}

}  // namespace

TEST_CASE("columns are aligned, the first to the left", "[comparison]") {
  TextTable table({"", "mean", "p"});
  table.add_row({"bace", "1.5", ""});
  table.add_row({"f\u00e9", "12.25", "0.5"});
  CHECK(text_of(table) ==
        "       mean    p\n"
        "bace    1.5\n"
        "f\u00e9    12.25  0.5\n");
}

TEST_CASE("a name with control characters is as wide as what is shown of it", "[comparison]") {
  TextTable table({"", "mean"});
  table.add_row({"a\nb", "1.5"});
  CHECK(text_of(table) ==
        "        mean\n"
        "a\\x0ab   1.5\n");
}

TEST_CASE("long names have their own line where the row is too wide", "[comparison]") {
  const std::string name(95, 'n');
  TextTable table({"", "mean"});
  table.add_row({name, "1.5"});
  CHECK(text_of(table) == "  mean\n" + name + "\n   1.5\n");
}

TEST_CASE("columns that do not fit stand below the others, after the same names", "[comparison]") {
  TextTable table({"", "mean", "p", "share"});
  table.add_row({"bace", "123456789", "0.5", "0.25"});
  CHECK(table.lines(20) == std::vector<std::string>{"           mean    p", "bace  123456789  0.5",
                                                    "", "      share", "bace   0.25"});
  CHECK(table.lines(22) == table.lines(20));
}

TEST_CASE("columns may be aligned one by one", "[comparison]") {
  TextTable table({Align::right, Align::left});
  table.add_row({"1", std::string(200, 'a')});
  table.add_blank_row();
  table.add_row({"12", "b"});
  CHECK(table.lines() == std::vector<std::string>{" 1  " + std::string(200, 'a'), "", "12  b"});
}

TEST_CASE("a row needs all its cells", "[comparison]") {
  TextTable table({"", "mean"});
  CHECK_THROWS_AS(table.add_row({"bace"}), std::invalid_argument);
}

TEST_CASE("long texts are wrapped and indented", "[comparison]") {
  std::ostringstream out;
  write_wrapped(out, std::string(60, 'a') + " " + std::string(39, 'b') + " c");
  CHECK(out.str() == std::string(60, 'a') + " " + std::string(39, 'b') + "\n  c\n");
  CHECK(wrapped(words_of(" a  bc\nd "), 4) == std::vector<std::string>{"a bc", "d"});
}

}  // namespace bacelab
