#include "mpi_runner/compute/finite.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string_view>

#include "core/simulation/metrics.hpp"

namespace bacelab {
namespace {

/// NaN if one of the numbers is infinite or NaN, else 0.
template <class... Numbers>
double poison_of(Numbers... numbers) {
  return ((0.0 * numbers) + ...);
}

}  // namespace

void require_finite(const RunRecord& record, std::span<const double> metrics) {
  double poison =
      poison_of(record.end_s, record.utilisation_integral_s, record.blocked_job_seconds);
  for (const JobOutcome& job : record.jobs) {
    if (!job.served) continue;
    poison += poison_of(job.start_s, job.finish_s, job.ideal_s, job.energy_kwh, job.cost_usd,
                        job.egress_bytes, job.egress_usd, job.stalled_fraction);
  }
  const auto infinite =
      std::find_if(metrics.begin(), metrics.end(), [](double value) { return std::isinf(value); });
  if (infinite == metrics.end() && !std::isnan(poison)) return;
  const std::string_view what =
      infinite == metrics.end()
          ? std::string_view("a time, an energy or a cost")
          : metric_registry()[static_cast<std::size_t>(infinite - metrics.begin())].name;
  throw std::overflow_error(fmt::format(
      "{} is not a finite number: the study's prices, powers, delays or rates are too large or too "
      "small",
      what));
}

}  // namespace bacelab
