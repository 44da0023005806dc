#include <string>
#include <vector>

#include "experiments/text/csv_reading.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/targets/targets.hpp"

namespace bacelab::fuzz {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view text) {
  TextSource source(text);
  CsvReader reader(source, "a.csv");
  Rows rows;
  while (reader.next()) {
    rows.emplace_back();
    for (std::size_t i = 0; i < reader.fields(); ++i) rows.back().emplace_back(reader.field(i));
  }
  return rows;
}

}  // namespace

/// Rows that were read read the same when they are written and read again.
void fuzz_csv(std::string_view bytes) {
  const Rows rows = rows_of(bytes);
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) text += (i == 0 ? "" : ",") + csv_field(row[i]);
    text += '\n';
  }
  require(must_read([&] { return rows_of(text); }) == rows, "rows read the same again");
}

}  // namespace bacelab::fuzz
