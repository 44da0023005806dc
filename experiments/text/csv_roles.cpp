#include "experiments/text/csv_roles.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "core/errors.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {

std::optional<CsvColumn> find_column(const CsvTable& csv, const ColumnRole& role,
                                     const std::optional<std::string>& named) {
  if (named) return csv.column(*named);
  for (const std::string& name : role.names) {
    if (const auto found = csv.find(name)) return found;
  }
  return std::nullopt;
}

CsvColumn required_column(const CsvTable& csv, const ColumnRole& role,
                          const std::optional<std::string>& named) {
  if (const auto found = find_column(csv, role, named)) return *found;
  std::vector<std::string> names;
  for (const std::string& name : csv.names()) names.push_back(shown_key(name));
  throw InputError(
      fmt::format("{}: no column says {}; allowed: {}{}; its columns are {}", csv.file_name(),
                  role.says, fmt::join(role.names, ", "),
                  role.option == nullptr ? "" : fmt::format(", or {} NAME", role.option),
                  shortened(fmt::format("{}", fmt::join(names, ", ")), 300)));
}

bool says_nothing(std::string_view text) {
  constexpr std::array<std::string_view, 9> nothings = {"",    "None", "none", "NULL", "null",
                                                        "NaN", "nan",  "NA",   "-"};
  return std::find(nothings.begin(), nothings.end(), text) != nothings.end();
}

}  // namespace bacelab
