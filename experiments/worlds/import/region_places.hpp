#pragma once

#include <optional>
#include <string_view>

namespace bacelab {

/// The distance over the globe in km between two regions of AWS, Azure or GCP, by the cities that
/// they are named after: `aws:eu-west-1`, `gcp:us-central1-a` or, without the cloud,
/// `germanywestcentral`. Empty if one is not known.
std::optional<double> distance_km(std::string_view a, std::string_view b);

/// A round-trip time in ms over a distance: 10 ms and 16 ms per 1,000 km, which have the least sum
/// of absolute deviations from Skyplane's latencies of 2022 (half of those are within 20 ms).
double rtt_ms_over(double km);

}  // namespace bacelab
