#include "experiments/worlds/import/missing_rtt.hpp"

#include <fmt/format.h>

#include <cmath>

#include "core/errors.hpp"
#include "experiments/text/words.hpp"
#include "experiments/worlds/import/region_places.hpp"

namespace bacelab {
namespace {

constexpr double most_rtt_ms = 1e6;
constexpr std::size_t most_rtt_notes = 12;

/// A round-trip time and why it is assumed.
struct Estimate {
  double ms;
  std::string reason;  ///< ": 5467 km"
};

/// To a tenth of a ms, which is more than is known.
Estimate estimate_of(const MissingRtt& missing, const std::string& a, const std::string& b) {
  if (missing.ms) return {*missing.ms, ""};
  const auto km = distance_km(a, b);
  if (!km) {
    throw InputError(
        fmt::format("no round-trip time of {} and {} was measured, and the place of one of them is "
                    "not known; allowed: --missing-rtt with a number of ms",
                    shown_key(a), shown_key(b)));
  }
  return {std::round(10.0 * rtt_ms_over(*km)) / 10.0, fmt::format(": {:.0f} km", *km)};
}

}  // namespace

MissingRtt MissingRtt::parse(const std::string& option, const std::string& text) {
  if (text == "distance") return {};
  const auto ms = number_from<double>(text);
  if (ms && *ms > 0.0 && *ms <= most_rtt_ms) return {ms};
  throw InputError(fmt::format("{} {}: must be 'distance' or a number in (0, {:.0f}], in ms",
                               option, shown_key(text), most_rtt_ms));
}

void assume_rtt(MeasuredLinks& rtt, const MissingRtt& missing, std::vector<std::string>& notes) {
  const RegionKeys& regions = rtt.regions();
  std::size_t assumed = 0;
  for (std::size_t a = 0; a < regions.size(); ++a) {
    for (std::size_t b = a + 1; b < regions.size(); ++b) {
      if (rtt.has(a, b)) continue;
      const Estimate estimate = estimate_of(missing, regions.key(a), regions.key(b));
      rtt.assume(a, b, estimate.ms);
      if (++assumed > most_rtt_notes) continue;
      notes.push_back(fmt::format("assumed a round-trip time of {:g} ms between {} and {}{}",
                                  estimate.ms, shown_key(regions.name(a)),
                                  shown_key(regions.name(b)), estimate.reason));
    }
  }
  if (assumed > most_rtt_notes) {
    notes.push_back(fmt::format("and so of {} more", counted(assumed - most_rtt_notes, "link")));
  }
}

}  // namespace bacelab
