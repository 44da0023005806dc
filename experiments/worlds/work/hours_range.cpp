#include "experiments/worlds/work/hours_range.hpp"

namespace bacelab {

HoursRange read_hours_range(const ConfigSection& section, const HoursRange& fallback) {
  const Bounds hours = Bounds::positive().in("h");
  const double low = section.number("low_hours", fallback.low, hours, "Least ideal hours of a job");
  const double high =
      section.number("high_hours", fallback.high, hours, "Most ideal hours of a job");
  if (high <= low) section.fail("high_hours", "is not above low_hours", "more than low_hours");
  return {low, high};
}

}  // namespace bacelab
