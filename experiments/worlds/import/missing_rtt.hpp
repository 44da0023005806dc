#pragma once

#include <optional>
#include <string>
#include <vector>

#include "experiments/worlds/import/measured_links.hpp"

namespace bacelab {

/// What a link without a measured round-trip time gets.
struct MissingRtt {
  std::optional<double> ms = {};  ///< none: by the distance of its regions, rtt_ms_over()

  /// "distance" or a number > 0 of ms. Throws InputError, beginning with `option`, for others.
  static MissingRtt parse(const std::string& option, const std::string& text);
};

/// Gives a round-trip time to all links without one; notes say which. Throws InputError for a link
/// whose regions are at unknown places.
void assume_rtt(MeasuredLinks& rtt, const MissingRtt& missing, std::vector<std::string>& notes);

}  // namespace bacelab
