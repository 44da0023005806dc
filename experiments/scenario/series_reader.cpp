#include "experiments/scenario/series_reader.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

namespace bacelab {
namespace {

void require_shape(const JsonPlace& place, std::string_view value_key) {
  place.require_object({{"times_s", std::string(value_key)}, {}});
}

std::vector<double> read_times(const JsonPlace& place) {
  std::vector<double> times = place.numbers(Bounds::non_negative());
  if (times.front() != 0.0) place.refuse_element(0, "must be 0, where every series starts");
  for (std::size_t i = 1; i < times.size(); ++i) {
    if (times[i] > times[i - 1]) continue;
    place.refuse_element(i, fmt::format("must be later than the time before it, {}", times[i - 1]));
  }
  return times;
}

Series make_series(const JsonPlace& place, std::string_view value_key, std::vector<double> values) {
  std::vector<double> times = read_times(place.at("times_s"));
  if (times.size() != values.size()) {
    place.at(value_key).refuse(fmt::format(
        "has {} values, but must have one for each of the {} times", values.size(), times.size()));
  }
  return {std::move(times), std::move(values)};
}

}  // namespace

Series read_series(const JsonPlace& place, std::string_view value_key, const Bounds& bounds) {
  require_shape(place, value_key);
  return make_series(place, value_key, place.at(value_key).numbers(bounds));
}

Series read_capacity(const JsonPlace& place, int gpus) {
  require_shape(place, "gpus");
  const JsonPlace values = place.at("gpus");
  std::vector<double> capacity = values.integers(Bounds::non_negative());
  for (std::size_t i = 0; i < capacity.size(); ++i) {
    if (capacity[i] <= gpus) continue;
    values.refuse_element(i, fmt::format("must be at most {}, the GPUs of the region", gpus));
  }
  return make_series(place, "gpus", std::move(capacity));
}

}  // namespace bacelab
