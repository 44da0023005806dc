#include "experiments/worlds/import/region_places.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "experiments/arithmetic/elementary.hpp"

namespace bacelab {
namespace {

/// Where a region is, in degrees, to some 50 km: clouds do not say more.
struct RegionPlace {
  std::string_view region;
  double latitude;
  double longitude;
};

constexpr auto region_places = std::to_array<RegionPlace>({
    {"af-south-1", -33.9, 18.4},
    {"ap-east-1", 22.3, 114.2},
    {"ap-northeast-1", 35.7, 139.7},
    {"ap-northeast-2", 37.6, 127.0},
    {"ap-northeast-3", 34.7, 135.5},
    {"ap-south-1", 19.1, 72.9},
    {"ap-south-2", 17.4, 78.5},
    {"ap-southeast-1", 1.3, 103.8},
    {"ap-southeast-2", -33.9, 151.2},
    {"ap-southeast-3", -6.2, 106.8},
    {"ap-southeast-4", -37.8, 145.0},
    {"asia-east1", 24.1, 120.5},
    {"asia-east2", 22.3, 114.2},
    {"asia-northeast1", 35.7, 139.7},
    {"asia-northeast2", 34.7, 135.5},
    {"asia-northeast3", 37.6, 127.0},
    {"asia-south1", 19.1, 72.9},
    {"asia-south2", 28.6, 77.2},
    {"asia-southeast1", 1.3, 103.8},
    {"asia-southeast2", -6.2, 106.8},
    {"australia-southeast1", -33.9, 151.2},
    {"australia-southeast2", -37.8, 145.0},
    {"australiaeast", -33.9, 151.2},
    {"australiasoutheast", -37.8, 145.0},
    {"brazilsouth", -23.5, -46.6},
    {"ca-central-1", 45.5, -73.6},
    {"ca-west-1", 51.0, -114.1},
    {"canadacentral", 43.7, -79.4},
    {"canadaeast", 46.8, -71.2},
    {"centralindia", 18.5, 73.9},
    {"centralus", 41.6, -93.6},
    {"eastasia", 22.3, 114.2},
    {"eastus", 37.4, -79.8},
    {"eastus2", 36.7, -78.4},
    {"eu-central-1", 50.1, 8.7},
    {"eu-central-2", 47.4, 8.5},
    {"eu-north-1", 59.3, 18.1},
    {"eu-south-1", 45.5, 9.2},
    {"eu-south-2", 41.6, -0.9},
    {"eu-west-1", 53.3, -6.3},
    {"eu-west-2", 51.5, -0.1},
    {"eu-west-3", 48.9, 2.4},
    {"europe-central2", 52.2, 21.0},
    {"europe-north1", 60.6, 27.2},
    {"europe-southwest1", 40.4, -3.7},
    {"europe-west1", 50.4, 3.8},
    {"europe-west12", 45.1, 7.7},
    {"europe-west2", 51.5, -0.1},
    {"europe-west3", 50.1, 8.7},
    {"europe-west4", 53.4, 6.8},
    {"europe-west6", 47.4, 8.5},
    {"europe-west8", 45.5, 9.2},
    {"europe-west9", 48.9, 2.4},
    {"francecentral", 48.9, 2.4},
    {"germanywestcentral", 50.1, 8.7},
    {"il-central-1", 32.1, 34.8},
    {"italynorth", 45.5, 9.2},
    {"japaneast", 35.7, 139.8},
    {"japanwest", 34.7, 135.5},
    {"koreacentral", 37.6, 127.0},
    {"me-central-1", 25.2, 55.3},
    {"me-south-1", 26.1, 50.6},
    {"me-west1", 32.1, 34.8},
    {"northamerica-northeast1", 45.5, -73.6},
    {"northamerica-northeast2", 43.7, -79.4},
    {"northcentralus", 41.9, -87.6},
    {"northeurope", 53.3, -6.3},
    {"norwayeast", 59.9, 10.8},
    {"polandcentral", 52.2, 21.0},
    {"qatarcentral", 25.3, 51.5},
    {"sa-east-1", -23.5, -46.6},
    {"southafricanorth", -25.7, 28.2},
    {"southamerica-east1", -23.5, -46.6},
    {"southamerica-west1", -33.4, -70.7},
    {"southcentralus", 29.4, -98.5},
    {"southeastasia", 1.3, 103.8},
    {"southindia", 13.0, 80.2},
    {"swedencentral", 60.7, 17.1},
    {"switzerlandnorth", 47.4, 8.5},
    {"uaenorth", 25.2, 55.3},
    {"uksouth", 51.5, -0.1},
    {"ukwest", 51.5, -3.2},
    {"us-central1", 41.3, -95.9},
    {"us-east-1", 39.0, -77.5},
    {"us-east-2", 40.0, -83.0},
    {"us-east1", 33.2, -80.0},
    {"us-east4", 39.0, -77.5},
    {"us-east5", 40.0, -83.0},
    {"us-gov-east-1", 40.0, -83.0},
    {"us-gov-west-1", 45.8, -119.7},
    {"us-south1", 32.8, -96.8},
    {"us-west-1", 37.4, -121.9},
    {"us-west-2", 45.8, -119.7},
    {"us-west1", 45.6, -121.2},
    {"us-west2", 34.1, -118.2},
    {"us-west3", 40.8, -111.9},
    {"us-west4", 36.2, -115.1},
    {"westeurope", 52.4, 4.9},
    {"westus", 37.8, -122.4},
    {"westus2", 47.2, -119.9},
    {"westus3", 33.4, -112.1},
});

/// The name without its cloud, and without GCP's zone.
std::string_view bare_region(std::string_view key) {
  key.remove_prefix(std::min(key.find(':') + 1, key.size()));
  const std::size_t size = key.size();
  const bool has_zone = size > 3 && key[size - 2] == '-' && key[size - 1] >= 'a' &&
                        key[size - 1] <= 'z' && key[size - 3] >= '0' && key[size - 3] <= '9';
  return has_zone ? key.substr(0, size - 2) : key;
}

const RegionPlace* place_of_region(std::string_view key) {
  const std::string_view name = bare_region(key);
  const auto* const found =
      std::find_if(region_places.begin(), region_places.end(),
                   [&](const RegionPlace& place) { return place.region == name; });
  return found == region_places.end() ? nullptr : found;
}

double half_versed(double angle) {
  const double sine = arithmetic::sin(angle / 2.0);
  return sine * sine;
}

}  // namespace

std::optional<double> distance_km(std::string_view a, std::string_view b) {
  constexpr double earth_radius_km = 6371.0;
  constexpr double degree = std::numbers::pi / 180.0;
  const RegionPlace* const from = place_of_region(a);
  const RegionPlace* const to = place_of_region(b);
  if (from == nullptr || to == nullptr) return std::nullopt;
  const double part = half_versed((to->latitude - from->latitude) * degree) +
                      arithmetic::cos(from->latitude * degree) *
                          arithmetic::cos(to->latitude * degree) *
                          half_versed((to->longitude - from->longitude) * degree);
  return 2.0 * earth_radius_km * arithmetic::asin(std::sqrt(std::min(part, 1.0)));
}

double rtt_ms_over(double km) { return 10.0 + 0.016 * km; }

}  // namespace bacelab
