#include "experiments/worlds/inputs/link_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ostream>
#include <set>

#include "experiments/text/csv_reading.hpp"
#include "experiments/text/csv_table.hpp"
#include "experiments/text/words.hpp"
#include "experiments/worlds/inputs/unequal_directions.hpp"

namespace bacelab {
namespace {

constexpr double most = 1e9;  // of any figure, in its unit

enum class Worse { smaller, larger };

struct FigureColumn {
  const char* name;
  const char* unit;
  std::optional<double> LinkFigures::*figure;
  Worse worse;
};

constexpr std::array<FigureColumn, 4> figure_columns = {{
    {"gbit_per_s", "Gbit/s", &LinkFigures::gbit_per_s, Worse::smaller},
    {"rtt_ms", "ms", &LinkFigures::rtt_ms, Worse::larger},
    {"delay_ms", "ms", &LinkFigures::delay_ms, Worse::larger},
    {"transfer_usd_per_gb", "USD/GB", &LinkFigures::transfer_usd_per_gb, Worse::larger},
}};

void reduce(LinkFigures& kept, const LinkFigures& other) {
  for (const FigureColumn& column : figure_columns) {
    auto& value = kept.*column.figure;
    const auto& candidate = other.*column.figure;
    if (!candidate) continue;
    const bool replace =
        !value || (column.worse == Worse::smaller ? *candidate < *value : *candidate > *value);
    if (replace) value = candidate;
  }
}

}  // namespace

bool LinkTable::add(const std::string& a, const std::string& b, const LinkFigures& figures) {
  if (!directions_.emplace(std::pair(a, b), figures).second) return false;
  reduce(links_[std::minmax(a, b)], figures);
  const auto back = directions_.find({b, a});
  if (back == directions_.end()) return true;
  both_directions_[std::minmax(a, b)] =
      a < b ? BothDirections{figures, back->second} : BothDirections{back->second, figures};
  return true;
}

const LinkFigures* LinkTable::find(const std::string& a, const std::string& b) const {
  const auto found = links_.find(std::minmax(a, b));
  return found == links_.end() ? nullptr : &found->second;
}

std::vector<std::string> LinkTable::regions() const {
  std::set<std::string> names;
  for (const auto& [ends, figures] : links_) {
    names.insert(ends.first);
    names.insert(ends.second);
  }
  return {names.begin(), names.end()};
}

bool LinkTable::has(std::optional<double> LinkFigures::*figure) const {
  return std::any_of(links_.begin(), links_.end(),
                     [&](const auto& link) { return (link.second.*figure).has_value(); });
}

std::optional<std::string> note_on_directions(const LinkTable& table,
                                              const std::vector<std::string>& regions,
                                              std::optional<double> LinkFigures::*figure) {
  const std::set<std::string> known(regions.begin(), regions.end());
  UnequalDirections unequal;
  for (const auto& [ends, directions] : table.both_directions()) {
    if (!known.contains(ends.first) || !known.contains(ends.second)) continue;
    const auto& there = directions.there.*figure;
    const auto& back = directions.back.*figure;
    if (there && back) unequal.add(ends.first, ends.second, *there, *back);
  }
  const auto column = std::find_if(figure_columns.begin(), figure_columns.end(),
                                   [&](const FigureColumn& one) { return one.figure == figure; });
  return unequal.note(table.file() + ", " + column->name, column->unit,
                      column->worse == Worse::smaller ? "smaller" : "larger");
}

LinkTable parse_link_table(ByteSource& source, const std::string& name) {
  CsvTable csv(source, name);
  std::vector<std::string> known = {"a", "b"};
  for (const FigureColumn& column : figure_columns) known.emplace_back(column.name);
  csv.require_known(known);
  const CsvColumn a = csv.column("a");
  const CsvColumn b = csv.column("b");
  LinkTable table(name);
  while (csv.next()) {
    const std::string from(csv.filled(a));
    const std::string to(csv.filled(b));
    if (from == to) csv.fail(b, "is both ends of the link; allowed: another region");
    LinkFigures figures;
    for (const FigureColumn& column : figure_columns) {
      if (const auto at = csv.find(column.name)) {
        figures.*column.figure =
            csv.optional_number(*at, Bounds::between(0.0, most).in(column.unit));
      }
    }
    if (!table.add(from, to, figures)) {
      csv.fail(
          fmt::format("the link from {} to {} is there already; allowed: one row per direction",
                      shown_key(from), shown_key(to)));
    }
  }
  return table;
}

void write_link_table(std::ostream& out, const LinkTable& table) {
  out << "a,b";
  for (const FigureColumn& column : figure_columns) {
    if (table.has(column.figure)) out << ',' << column.name;
  }
  out << '\n';
  for (const auto& [ends, figures] : table.links()) {
    out << csv_field(ends.first) << ',' << csv_field(ends.second);
    for (const FigureColumn& column : figure_columns) {
      if (!table.has(column.figure)) continue;
      const auto& value = figures.*column.figure;
      out << ',' << (value ? fmt::format("{}", *value) : "");
    }
    out << '\n';
  }
}

}  // namespace bacelab
