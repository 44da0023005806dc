#include "analysis/figures/figure.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <string_view>

namespace bacelab {
namespace {

/// The columns that a mark needs: t for a text, n for a number.
std::string_view columns_of(Mark mark) {
  switch (mark) {
    case Mark::line:
    case Mark::steps:
    case Mark::points:
      return "nn";
    case Mark::crosses:
      return "nnnnnn";
    case Mark::intervals:
      return "tnnn";
    case Mark::curve:
    case Mark::segments:
    case Mark::rectangles:
      return "nnnn";
    case Mark::shades:
      return "nnnnn";
    case Mark::labels:
      return "tnn";
  }
  return "";
}

bool has_numbers(const FigureColumn& column) {
  return std::holds_alternative<std::vector<double>>(column.values);
}

std::size_t size_of(const FigureColumn& column) {
  return std::visit([](const auto& values) { return values.size(); }, column.values);
}

}  // namespace

const std::vector<double>& numbers_of(const FigureColumn& column) {
  if (has_numbers(column)) return std::get<std::vector<double>>(column.values);
  throw std::invalid_argument("the column " + column.name + " has texts");
}

const std::vector<std::string>& texts_of(const FigureColumn& column) {
  if (!has_numbers(column)) return std::get<std::vector<std::string>>(column.values);
  throw std::invalid_argument("the column " + column.name + " has numbers");
}

std::size_t columns_drawn(Mark mark) { return columns_of(mark).size(); }

std::size_t rows_of(const FigureSeries& series) {
  const std::string_view needed = columns_of(series.mark);
  if (series.columns.size() < needed.size()) {
    throw std::invalid_argument(fmt::format("the series '{}' has {} columns; its mark needs {}",
                                            series.name, series.columns.size(), needed.size()));
  }
  const std::size_t rows = size_of(series.columns.front());
  for (std::size_t i = 0; i < series.columns.size(); ++i) {
    const FigureColumn& column = series.columns[i];
    if (size_of(column) != rows ||
        (i < needed.size() && has_numbers(column) != (needed[i] == 'n'))) {
      throw std::invalid_argument(fmt::format("the series '{}' can't be drawn with its column {}",
                                              series.name, column.name));
    }
  }
  return rows;
}

}  // namespace bacelab
