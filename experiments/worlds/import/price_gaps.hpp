#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace bacelab {

/// How hours without a price are filled.
enum class PriceFill {
  linear,  ///< a line between the hours before and after
  hold,    ///< the hour before
  refuse,  ///< nothing: they are an error
};

/// Fills what is no_value in the prices of a zone, hour after hour from `first_hour` on; before the
/// first and after the last price, that price holds. Returns a note: negative and filled hours.
/// Throws InputError, beginning with `files`, if there is no price at all, or where gaps are
/// refused.
std::string fill_gaps(std::vector<double>& prices, std::int64_t first_hour, PriceFill fill,
                      const std::string& zone, const std::string& files);

}  // namespace bacelab
