#include "experiments/text/csv_reading.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/experiments/text/messages.hpp"

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

namespace {

using Row = std::vector<std::string>;

/// Gives its text in pieces of a few bytes, so that everything falls on a border somewhere.
class Pieces final : public ByteSource {
 public:
  Pieces(std::string text, std::size_t size) : text_(std::move(text)), size_(size) {}

  std::size_t read(std::span<char> room) override {
    const std::size_t count = std::min({size_, room.size(), text_.size() - at_});
    std::copy_n(text_.begin() + static_cast<std::ptrdiff_t>(at_), count, room.begin());
    at_ += count;
    return count;
  }

 private:
  std::string text_;
  std::size_t size_;
  std::size_t at_ = 0;
};

std::vector<Row> rows_of(ByteSource& source, std::vector<std::size_t>* lines = nullptr) {
  CsvReader reader(source, "a.csv");
  std::vector<Row> rows;
  while (reader.next()) {
    Row row;
    for (std::size_t i = 0; i < reader.fields(); ++i) row.emplace_back(reader.field(i));
    rows.push_back(row);
    if (lines != nullptr) lines->push_back(reader.line());
  }
  return rows;
}

std::vector<Row> rows_of(const std::string& text) {
  TextSource whole(text);
  const auto rows = rows_of(whole);
  for (const std::size_t size : {1, 2, 3}) {
    Pieces pieces(text, size);
    CHECK(rows_of(pieces) == rows);
  }
  return rows;
}

std::vector<std::size_t> lines_of(const std::string& text) {
  TextSource source(text);
  std::vector<std::size_t> lines;
  rows_of(source, &lines);
  return lines;
}

std::string csv_message(const std::string& text) {
  return message_of([&] {
    TextSource source(text);
    rows_of(source);
  });
}

}  // namespace

TEST_CASE("csv: rows of fields", "[csv]") {
  CHECK(rows_of("a,b\n1,2\n") == std::vector<Row>{{"a", "b"}, {"1", "2"}});
  CHECK(rows_of("a") == std::vector<Row>{{"a"}});
  CHECK(rows_of(",\n") == std::vector<Row>{{"", ""}});
  CHECK(rows_of(" a ,\tb") == std::vector<Row>{{" a ", "\tb"}});
  CHECK(rows_of("").empty());
}

TEST_CASE("csv: the line ends of all systems, and the last one may be missing", "[csv]") {
  const std::vector<Row> rows = {{"a", "b"}, {"1", ""}};
  CHECK(rows_of("a,b\n1,\n") == rows);
  CHECK(rows_of("a,b\r\n1,\r\n") == rows);
  CHECK(rows_of("a,b\r1,\r") == rows);
  CHECK(rows_of("a,b\r\n1,") == rows);
}

TEST_CASE("csv: empty lines are passed over and counted", "[csv]") {
  CHECK(rows_of("\n\r\n a\n\n\nb\n\n") == std::vector<Row>{{" a"}, {"b"}});
  CHECK(lines_of("\n\r\n a\n\n\nb\n\n") == std::vector<std::size_t>{3, 6});
  CHECK(lines_of("a\r\rb") == std::vector<std::size_t>{1, 3});
}

TEST_CASE("csv: fields in quotes, the examples of RFC 4180", "[csv]") {
  CHECK(rows_of("\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx\r\n") ==
        std::vector<Row>{{"aaa", "bbb", "ccc"}, {"zzz", "yyy", "xxx"}});
  CHECK(rows_of("\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,yyy,xxx") ==
        std::vector<Row>{{"aaa", "b\r\nbb", "ccc"}, {"zzz", "yyy", "xxx"}});
  CHECK(rows_of("\"aaa\",\"b\"\"bb\",\"ccc\"") == std::vector<Row>{{"aaa", "b\"bb", "ccc"}});
  CHECK(rows_of("\"\",\"\"\"\",\"a,b\"") == std::vector<Row>{{"", "\"", "a,b"}});
}

TEST_CASE("csv: lines within quotes are counted", "[csv]") {
  CHECK(lines_of("\"1\n2\r\n3\r4\",x\nb\nc") == std::vector<std::size_t>{1, 5, 6});
}

TEST_CASE("csv: a byte order mark of UTF-8 is not part of the first field", "[csv]") {
  CHECK(rows_of("\xef\xbb\xbf"
                "a,b\n1,2") == std::vector<Row>{{"a", "b"}, {"1", "2"}});
  CHECK(rows_of("\xef\xbb\xbf").empty());
  CHECK(csv_message("\xef\xbb"
                    "a") == "a.csv:1: begins with bytes that are not UTF-8; save it as UTF-8");
  CHECK(csv_message("\x1f\x8b\x08") ==
        "a.csv:1: is compressed; unpack it first, or give <(gunzip -c FILE)");
  CHECK(csv_message(std::string("\xff\xfe"
                                "a\0",
                                4)) == "a.csv:1: is not a text in UTF-8; save it as UTF-8");
}

TEST_CASE("csv: quotes that are out of place are named by line and field", "[csv]") {
  CHECK(csv_message("a,b\n1,2\"3\"\n") ==
        "a.csv:2: field 2 has a quote but does not begin with one; allowed: \"...\" around the "
        "whole field, and \"\" for a quote within");
  CHECK(csv_message("\"a\"b,c\n") ==
        "a.csv:1: field 1 goes on after its closing quote; allowed: a comma or the end of the "
        "line there, and \"\" for a quote within quotes");
  CHECK(csv_message("a\nb,\"c\nd\n\n") ==
        "a.csv:2: begins a field with a quote that is never closed");
}

TEST_CASE("csv: bytes and sizes that no table has are refused", "[csv]") {
  CHECK(csv_message(std::string("a\nb\0c", 5)) ==
        "a.csv:2: holds a zero byte; allowed: text in UTF-8");
  const std::string longest(CsvReader::longest_row, 'x');
  CHECK(csv_message(longest).empty());
  CHECK(csv_message("a\n" + longest + "x") ==
        "a.csv:2: is a row of more than 1048576 bytes; is a closing quote missing?");
  const std::string most(CsvReader::most_fields - 1, ',');
  CHECK(csv_message(most).empty());
  CHECK(csv_message(most + ",") == "a.csv:1: has more than 16384 fields");
}

TEST_CASE("csv: the memory is that of one row, however long the file", "[csv]") {
  class Endless final : public ByteSource {
   public:
    std::size_t read(std::span<char> room) override {
      std::fill(room.begin(), room.end(), 'x');
      room.back() = '\n';
      given += room.size();
      return room.size();
    }
    std::size_t given = 0;
  };
  Endless source;
  CsvReader reader(source, "a.csv");
  for (int i = 0; i < 100; ++i) REQUIRE(reader.next());
  // No more than a buffer ahead of the rows that were asked for.
  CHECK(source.given <= 101 * reader.field(0).size() + 101);
}

}  // namespace bacelab
