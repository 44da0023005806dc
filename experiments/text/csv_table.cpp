#include "experiments/text/csv_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "core/errors.hpp"
#include "core/registry.hpp"
#include "experiments/text/rules.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

std::string shown_names(const std::vector<std::string>& names) {
  constexpr std::size_t most = 20;
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < std::min(most, names.size()); ++i) {
    shown.push_back(shown_key(names[i]));
  }
  if (names.size() > most) shown.push_back(fmt::format("... ({} in all)", names.size()));
  return fmt::format("{}", fmt::join(shown, ", "));
}

}  // namespace

CsvTable::CsvTable(ByteSource& source, std::string name) : reader_(source, std::move(name)) {
  if (!reader_.next()) {
    throw InputError(reader_.name() + ": is empty; the first line must name the columns");
  }
  for (std::size_t i = 0; i < reader_.fields(); ++i) {
    names_.emplace_back(trimmed(reader_.field(i)));
  }
  std::vector<std::string> sorted = names_;
  std::sort(sorted.begin(), sorted.end());
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
  if (twice != sorted.end()) {
    reader_.fail(fmt::format("the column '{}' is named twice", shown_key(*twice)));
  }
}

std::optional<CsvColumn> CsvTable::find(std::string_view name) const {
  const auto found = std::find(names_.begin(), names_.end(), name);
  if (found == names_.end()) return std::nullopt;
  return CsvColumn(static_cast<std::size_t>(found - names_.begin()));
}

CsvColumn CsvTable::column(std::string_view name) const {
  if (const auto found = find(name)) return *found;
  throw InputError(fmt::format("{}: there is no column '{}'{}; its columns are {}", reader_.name(),
                               shown_key(name), did_you_mean(name, names_), shown_names(names_)));
}

void CsvTable::require_known(std::span<const std::string> known) const {
  for (const std::string& name : names_) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    throw InputError(fmt::format("{}: unknown column '{}'{}; allowed: {}", reader_.name(),
                                 shown_key(name), did_you_mean(name, known),
                                 fmt::join(known, ", ")));
  }
}

bool CsvTable::next() {
  if (!reader_.next()) return false;
  ++rows_;
  if (reader_.fields() != names_.size()) {
    reader_.fail(fmt::format("has {}, but there are {} columns", counted(reader_.fields(), "field"),
                             names_.size()));
  }
  return true;
}

std::string_view CsvTable::text(CsvColumn column) const {
  return trimmed(reader_.field(static_cast<std::size_t>(column)));
}

std::string_view CsvTable::filled(CsvColumn column) const {
  const std::string_view value = text(column);
  if (value.empty()) fail(column, "is empty");
  return value;
}

double CsvTable::number(CsvColumn column, const Bounds& bounds) const {
  const auto value = number_from<double>(text(column));
  if (!value || !bounds.contain(*value)) fail(column, "must be " + config::wanted_number(bounds));
  return *value;
}

std::int64_t CsvTable::integer(CsvColumn column, const Bounds& bounds) const {
  const auto value = number_from<std::int64_t>(text(column));
  if (!value || !bounds.contain(static_cast<double>(*value))) {
    fail(column, "must be " + config::wanted_integer(bounds));
  }
  return *value;
}

std::optional<double> CsvTable::optional_number(CsvColumn column, const Bounds& bounds) const {
  if (text(column).empty()) return std::nullopt;
  return number(column, bounds);
}

void CsvTable::fail(CsvColumn column, std::string_view what) const {
  const std::string value = shown_key(text(column));
  reader_.fail(fmt::format("{}{}: {}", shown_key(name_of(column)),
                           value.empty() ? " (empty)" : " = " + value, what));
}

}  // namespace bacelab
