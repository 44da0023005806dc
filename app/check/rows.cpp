#include "app/check/rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "app/cli/output.hpp"
#include "experiments/text/printable.hpp"
#include "experiments/text/table.hpp"

namespace bacelab {
namespace {

constexpr std::size_t row_name_width = 14;

}  // namespace

void print_row(std::string_view name, const std::string& value) {
  std::cout << fmt::format("{:<{}}{}\n", name, row_name_width, value);
}

void print_rows(std::string_view name, const std::vector<std::string>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) print_row(i == 0 ? name : "", lines[i]);
}

std::vector<std::string> row_lines(const std::string& text) {
  return row_lines(words_of(printable(text)));
}

std::vector<std::string> row_lines(const std::vector<std::string>& words) {
  return wrapped(words, std::min(output_width(), table_width) - row_name_width, 2);
}

void print_texts(std::string_view name, const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    print_rows(name, row_lines(text));
    name = "";
  }
}

}  // namespace bacelab
