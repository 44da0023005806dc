#pragma once

#include <string>

#include "experiments/text/files.hpp"
#include "experiments/worlds/import/imported.hpp"
#include "experiments/worlds/inputs/price_table.hpp"

namespace bacelab {

/// What stands in for hours without a price.
enum class PriceFill {
  linear,  ///< a line between the hours before and after
  hold,    ///< the hour before
  refuse,  ///< nothing: they are an error
};

/// Hourly wholesale prices: a column `utc` with the beginning of the hour, and columns of USD/MWh,
/// of which the regions' keys name those that are taken; they become USD/kWh. Hours that are empty
/// or not there are filled; before the first and after the last price of a column, that price
/// holds. Negative prices are kept. Throws InputError, also for hours that are twice or out of
/// order, and for more than `longest_gap` that are not there.
Imported<PriceTable> import_prices(ByteSource& source, const std::string& name,
                                   const RegionKeys& regions, PriceFill fill);

inline constexpr std::int64_t longest_gap = 31 * 24;  ///< hours

}  // namespace bacelab
