#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/registry.hpp"
#include "experiments/text/csv_table.hpp"

namespace bacelab {

/// How a public file of prices is laid out.
struct PriceFormat {
  const char* name;
  const char* description;
};

/// sustain: a file per zone and year, with one column of prices, whose name has the unit; plain: a
/// column per zone.
Registry<PriceFormat> price_formats();

/// What prices are per.
struct PriceUnit {
  std::string currency = "USD";
  double kwh = 1000.0;  ///< in the unit of energy: a MWh or a kWh

  /// "USD/MWh"
  [[nodiscard]] std::string text() const;
};

/// The unit in a text such as "Price (EUR/MWh)"; empty if there is none.
std::optional<PriceUnit> price_unit_in(std::string_view text);

/// The zone that the name of a file has, after its folders: those parts between underscores and
/// dots that have capitals and no small letters: `DE-LU` of `sustain_DE-LU_2023.csv`. Empty if
/// there is none.
std::string zone_in_file_name(const std::string& file);

/// What the user says about files of prices.
struct PriceReading {
  std::optional<std::string> format = {};        ///< none: told by the columns
  std::optional<std::string> time_column = {};   ///< none: by its name
  std::optional<std::string> price_column = {};  ///< of a file per zone; none: by its unit
  std::optional<std::string> currency = {};      ///< of columns whose names do not say it
};

/// The columns of a file of prices.
struct PriceColumns {
  CsvColumn time{};
  bool in_utc = false;             ///< the column's name says so
  std::optional<CsvColumn> price;  ///< of a file per zone; none: a column per zone

  /// Throws InputError, with the names that are accepted, for a file of another kind.
  static PriceColumns of(const CsvTable& csv, const PriceReading& reading);
};

/// The unit of a column: of its name, or else in the user's currency, or else USD/MWh. Throws
/// InputError if both are there and differ.
PriceUnit unit_of_column(const CsvTable& csv, CsvColumn column, const PriceReading& reading);

}  // namespace bacelab
