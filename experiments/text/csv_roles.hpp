#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/text/csv_table.hpp"

namespace bacelab {

/// What a column of a public file says, whatever its name.
struct ColumnRole {
  const char* says;                ///< after "no column says": "where a sample was taken"
  const char* option;              ///< with which users name another column; null if there is none
  std::vector<std::string> names;  ///< that are accepted, the preferred one first
};

/// The column that the user named, or else the first accepted one; empty if there is none. Throws
/// InputError if a named one is not there.
std::optional<CsvColumn> find_column(const CsvTable& csv, const ColumnRole& role,
                                     const std::optional<std::string>& named = {});

/// The same, where there must be one. Throws InputError with the names that are accepted and those
/// of the file.
CsvColumn required_column(const CsvTable& csv, const ColumnRole& role,
                          const std::optional<std::string>& named = {});

/// Is this a text that stands for no value, such as an empty one, NaN or null?
bool says_nothing(std::string_view text);

}  // namespace bacelab
