#include "analysis/figures/figure_csv.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <ostream>

#include "analysis/reporting/records.hpp"

namespace bacelab {
namespace {

/// Lines to compare with are no numbers of the figure.
bool is_data(const FigureSeries& series) { return series.look != SeriesLook::reference; }

/// The columns of all series, each name once.
std::vector<const FigureColumn*> all_columns(const Figure& figure) {
  std::vector<const FigureColumn*> all;
  for (const Panel& panel : figure.panels) {
    for (const FigureSeries& series : panel.series) {
      if (!is_data(series)) continue;
      for (const FigureColumn& column : series.columns) {
        const bool known = std::any_of(all.begin(), all.end(), [&](const FigureColumn* other) {
          return other->name == column.name;
        });
        if (!known) all.push_back(&column);
      }
    }
  }
  return all;
}

std::string text_at(const FigureColumn& column, std::size_t row) {
  if (const auto* texts = std::get_if<std::vector<std::string>>(&column.values)) {
    return (*texts)[row];
  }
  const double number = numbers_of(column)[row];
  return std::isnan(number) ? "" : fmt::format("{}", number);
}

/// A comment has one line, whatever a name has in it.
void write_comment(std::ostream& out, std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  std::replace(text.begin(), text.end(), '\r', ' ');
  out << "# " << text << '\n';
}

void write_comments(std::ostream& out, const Figure& figure,
                    const std::vector<const FigureColumn*>& columns) {
  write_comment(out, figure.caption);
  for (const std::string& note : figure.notes) write_comment(out, note);
  std::vector<std::string> units;
  for (const FigureColumn* column : columns) {
    if (!column->unit.empty()) units.push_back(fmt::format("{} [{}]", column->name, column->unit));
  }
  write_comment(out, fmt::format("Units: {}", fmt::join(units, ", ")));
}

}  // namespace

void write_csv(std::ostream& out, const Figure& figure) {
  const std::vector<const FigureColumn*> columns = all_columns(figure);
  write_comments(out, figure, columns);
  std::vector<std::string> heading = {"panel", "series"};
  for (const FigureColumn* column : columns) heading.push_back(column->name);
  write_csv_line(out, heading);
  for (const Panel& panel : figure.panels) {
    for (const FigureSeries& series : panel.series) {
      if (!is_data(series)) continue;
      const std::size_t rows = rows_of(series);
      for (std::size_t row = 0; row < rows; ++row) {
        std::vector<std::string> texts = {panel.title, series.name};
        for (const FigureColumn* column : columns) {
          const auto own =
              std::find_if(series.columns.begin(), series.columns.end(),
                           [&](const FigureColumn& each) { return each.name == column->name; });
          texts.push_back(own == series.columns.end() ? "" : text_at(*own, row));
        }
        write_csv_line(out, texts);
      }
    }
  }
}

}  // namespace bacelab
