#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/text/files.hpp"

namespace bacelab {

/// The hours from 1970-01-01 00:00 UTC to a time such as `2023-01-31 23:00`, `2023-01-31T23:00:00Z`
/// or `2023-01-31 23:00:00+00:00`. Empty if the text is not such a time, is in a zone other than
/// UTC, or is not the beginning of an hour.
std::optional<std::int64_t> parse_utc_hour(std::string_view text);

/// `2023-01-31 23:00`.
std::string utc_hour_text(std::int64_t hour);

/// Electricity prices of several regions, hour after hour. The file: a column `utc` (the beginning
/// of the hour, `2023-01-31 23:00`) or `hour` (a number that counts them), and one column of
/// USD/kWh per region, any sign; no hour is missing.
struct PriceTable {
  std::string file;
  std::int64_t first_hour = 0;  ///< since 1970-01-01 00:00 UTC, or as the column `hour` counts
  bool dated = true;            ///< column `utc`
  std::vector<std::string> regions;
  std::vector<std::vector<double>> usd_per_kwh;  ///< of each region, by hour

  [[nodiscard]] std::size_t hours() const {
    return usd_per_kwh.empty() ? 0 : usd_per_kwh[0].size();
  }
  [[nodiscard]] std::optional<std::size_t> index_of(std::string_view region) const;
};

/// Throws InputError, also for hours that are missing, duplicate or out of order.
PriceTable parse_price_table(ByteSource& source, const std::string& name);

/// In the form that parse_price_table reads, with shortest numbers that read back the same.
void write_price_table(std::ostream& out, const PriceTable& table);

}  // namespace bacelab
