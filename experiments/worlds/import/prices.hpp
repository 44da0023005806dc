#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "experiments/text/files.hpp"
#include "experiments/worlds/import/hourly_prices.hpp"
#include "experiments/worlds/import/imported.hpp"
#include "experiments/worlds/import/local_zone.hpp"
#include "experiments/worlds/import/price_formats.hpp"
#include "experiments/worlds/import/price_gaps.hpp"
#include "experiments/worlds/import/price_times.hpp"
#include "experiments/worlds/inputs/price_table.hpp"

namespace bacelab {

/// USD of one of a currency, from texts such as EUR=1.08. Throws InputError, beginning with
/// `option`, for other texts and currencies given twice.
std::map<std::string, double> parse_rates(const std::string& option,
                                          const std::vector<std::string>& texts);

/// Clocks from texts such as +01:00 or DE-LU=+01:00/eu, by region, zone or, empty, of all others.
/// Throws InputError, beginning with `option`.
std::map<std::string, LocalZone> parse_local_zones(const std::string& option,
                                                   const std::vector<std::string>& texts);

/// How files of prices become a table.
struct PriceMapping {
  RegionKeys regions;  ///< with their zones, or files; empty: each zone under its own name
  PriceReading reading = {};
  PriceFill fill = PriceFill::linear;
  std::map<std::string, double> rates = {};     ///< USD of one of a currency
  std::map<std::string, LocalZone> zones = {};  ///< of times without a zone
};

/// Makes one table of electricity prices of public files of wholesale prices: a column of times and
/// a column per zone, or a file per zone and year. Prices are converted to USD/kWh and hours of
/// UTC; negative ones are kept. Missing hours are filled; before the first and after the last price
/// of a column, that price holds. The table has the hours that all regions have.
class PriceImport {
 public:
  explicit PriceImport(PriceMapping mapping);

  /// Reads a file. Throws InputError: file, line, column, value and what is allowed.
  void read(ByteSource& source, const std::string& name);
  /// Throws InputError for a region without prices, files of a zone that contradict each other, and
  /// gaps that are too long or must not be filled.
  Imported<PriceTable> finish();

 private:
  /// The prices of a region in a file, in USD/kWh.
  struct Part {
    HourlyPrices prices;
    std::string file;
  };
  struct Region {
    std::string name;
    std::string key;
    std::vector<Part> parts = {};
  };
  /// A column of a file and the regions whose prices it has.
  struct Series {
    CsvColumn column;
    PriceUnit unit;
    double rate = 1.0;  ///< USD of one of its currency
    std::vector<std::size_t> regions;
    HourlyPrices prices = {};
  };

  std::vector<std::size_t> regions_of(const std::vector<std::string>& keys);
  std::vector<Series> series_of(const CsvTable& csv, const PriceColumns& columns);
  std::optional<LocalZone> clock_of(const std::vector<Series>& series);
  [[nodiscard]] double rate_of(const CsvTable& csv, const PriceUnit& unit);
  void note_file(const CsvTable& csv, const PriceTimes& times, bool in_utc,
                 const std::vector<Series>& series);
  void keep(const std::string& file, std::vector<Series>& series);
  static HourlyPrices joined(Region& region);
  void require_prices() const;
  void require_all_used() const;

  PriceMapping mapping_;
  std::vector<Region> regions_;
  std::vector<std::string> known_;     // zones of the files
  std::set<std::string> clocks_used_;  // keys of mapping_.zones
  std::set<std::string> rates_used_;   // currencies
  std::vector<std::string> notes_;
};

}  // namespace bacelab
