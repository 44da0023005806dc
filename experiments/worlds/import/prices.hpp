#pragma once

#include <string>

#include "experiments/text/files.hpp"
#include "experiments/worlds/import/imported.hpp"
#include "experiments/worlds/inputs/price_table.hpp"

namespace bacelab {

/// How hours without a price are filled.
enum class PriceFill {
  linear,  ///< a line between the hours before and after
  hold,    ///< the hour before
  refuse,  ///< nothing: they are an error
};

/// Hourly wholesale prices: a column `utc` with the beginning of the hour, and columns of USD/MWh,
/// which are selected by the regions' keys and converted to USD/kWh. Empty or missing hours are
/// filled; before the first and after the last price of a column, that price holds. Negative prices
/// are kept. Throws InputError, also for hours that are duplicate or out of order, and for a gap of
/// more than `longest_gap`.
Imported<PriceTable> import_prices(ByteSource& source, const std::string& name,
                                   const RegionKeys& regions, PriceFill fill);

inline constexpr std::int64_t longest_gap = 31 * 24;  ///< hours

}  // namespace bacelab
