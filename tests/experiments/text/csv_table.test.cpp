#include "experiments/text/csv_table.hpp"

#include <catch2/catch.hpp>
#include <clocale>
#include <string>

#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

/// What `look` finds wrong in the first row of a table with the columns a and b.
template <class Look>
std::string message(const std::string& row, const Look& look) {
  return message_of([&] {
    const std::string text = "a,b\n" + row + "\n";
    TextSource source(text);
    CsvTable table(source, "a.csv");
    table.next();
    look(table);
  });
}

double number(const std::string& text) {
  const std::string lines = "a,b\n" + text + ",\n";
  TextSource source(lines);
  CsvTable table(source, "a.csv");
  table.next();
  return table.number(table.column("a"), Bounds::any());
}

std::string number_message(const std::string& value, const Bounds& bounds) {
  return message(value + ",", [&](const CsvTable& table) {
    static_cast<void>(table.number(table.column("a"), bounds));
  });
}

std::string header_message(const std::string& text) {
  return message_of([&] {
    TextSource source(text);
    const CsvTable table(source, "a.csv");
  });
}

}  // namespace

TEST_CASE("csv table: columns by name, in any order, blanks aside", "[csv]") {
  TextSource source("\xef\xbb\xbf b ,\" a\"\r\n 1 ,\" x\"\r\n\r\n2,y\r\n");
  CsvTable table(source, "a.csv");
  CHECK(table.names() == std::vector<std::string>{"b", "a"});
  const CsvColumn a = table.column("a");
  const CsvColumn b = table.column("b");
  REQUIRE(table.next());
  CHECK(table.text(a) == "x");
  CHECK(table.integer(b, Bounds::any()) == 1);
  CHECK(table.line() == 2);
  REQUIRE(table.next());
  CHECK(table.text(a) == "y");
  CHECK(table.line() == 4);
  CHECK_FALSE(table.next());
  CHECK(table.rows() == 2);
  CHECK_FALSE(table.find("c").has_value());
}

TEST_CASE("csv table: numbers are read to the last bit, whatever the locale", "[csv]") {
  const char* const before = std::setlocale(LC_NUMERIC, nullptr);
  const std::string kept = before == nullptr ? "C" : before;
  std::setlocale(LC_NUMERIC, "de_DE.UTF-8");  // where there is such a one, it has a decimal comma
  CHECK(number("0.1") == 0.1);
  CHECK(number("-1.15") == -1.15);
  CHECK(number("1e-3") == 1e-3);
  CHECK(number("2.2250738585072014e-308") == 2.2250738585072014e-308);
  CHECK(number("17") == 17.0);
  std::setlocale(LC_NUMERIC, kept.c_str());
}

TEST_CASE("csv table: a bad number is named by line, column and what is allowed", "[csv]") {
  CHECK(number_message("abc", Bounds::any()) == "a.csv:2: a = abc: must be a number");
  CHECK(number_message("-1", Bounds::non_negative().in("Gbit/s")) ==
        "a.csv:2: a = -1: must be a number >= 0, in Gbit/s");
  CHECK(number_message("", Bounds::positive()) == "a.csv:2: a (empty): must be a number > 0");
  for (const char* bad : {"1,5", "1.5 2", "nan", "inf", "-inf", "1e999", "0x10", "1.5x", "--1"}) {
    const std::string row = std::string("\"") + bad + "\"";
    CHECK(number_message(row, Bounds::any()) ==
          std::string("a.csv:2: a = ") + bad + ": must be a number");
  }
}

TEST_CASE("csv table: integers are whole and within their bounds", "[csv]") {
  const auto check = [](const std::string& value) {
    return message(value + ",", [](const CsvTable& table) {
      static_cast<void>(table.integer(table.column("a"), Bounds::between(1, 64)));
    });
  };
  CHECK(check("64").empty());
  for (const char* bad : {"65", "0", "1.0", "1e1", "99999999999999999999"}) {
    CHECK(check(bad) == std::string("a.csv:2: a = ") + bad + ": must be an integer in [1, 64]");
  }
}

TEST_CASE("csv table: an empty field may be a missing number, not a missing name", "[csv]") {
  TextSource source("a,b\n , 2\n");
  CsvTable table(source, "a.csv");
  REQUIRE(table.next());
  CHECK_FALSE(table.optional_number(table.column("a"), Bounds::any()).has_value());
  CHECK(table.optional_number(table.column("b"), Bounds::any()) == 2.0);
  CHECK(message_of([&] { static_cast<void>(table.filled(table.column("a"))); }) ==
        "a.csv:2: a (empty): is empty");
}

TEST_CASE("csv table: rows have a field for each column", "[csv]") {
  const auto nothing = [](const CsvTable&) {};
  CHECK(message("1", nothing) == "a.csv:2: has 1 field, but there are 2 columns");
  CHECK(message("1,2,3", nothing) == "a.csv:2: has 3 fields, but there are 2 columns");
}

TEST_CASE("csv table: the first row names the columns, each once", "[csv]") {
  CHECK(header_message("") == "a.csv: is empty; the first line must name the columns");
  CHECK(header_message("\r\n\n") == "a.csv: is empty; the first line must name the columns");
  CHECK(header_message("a,b, a\n") == "a.csv:1: the column 'a' is named twice");
}

TEST_CASE("csv table: missing and unknown columns are named with the nearest name", "[csv]") {
  TextSource source("submit,gpus\n");
  const CsvTable table(source, "jobs.csv");
  CHECK(message_of([&] { static_cast<void>(table.column("gpu")); }) ==
        "jobs.csv: there is no column 'gpu' (did you mean 'gpus'?); its columns are submit, gpus");
  const std::vector<std::string> known = {"submit", "gpu"};
  CHECK(message_of([&] { table.require_known(known); }) ==
        "jobs.csv: unknown column 'gpus' (did you mean 'gpu'?); allowed: submit, gpu");
}

TEST_CASE("csv table: values that no terminal could show are shown all the same", "[csv]") {
  CHECK(number_message("\xff\x1b[2J", Bounds::any()) ==
        "a.csv:2: a = \\ufffd\\u001b[2J: must be a number");
}

}  // namespace bacelab
