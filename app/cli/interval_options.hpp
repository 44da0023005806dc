#pragma once

#include <cstdint>
#include <string>

#include "analysis/comparison/comparison.hpp"
#include "app/cli/options.hpp"

namespace bacelab {

/// The intervals of a comparison as the command line asks for them.
struct IntervalOptions {
  double confidence = 0.95;
  std::string interval = std::string(name_of(IntervalMethod::delta));
  std::string adjustment = std::string(name_of(Adjustment::holm));
  BootstrapOptions bootstrap;
};

/// Adds --confidence, --interval, --adjust, --resamples and --bootstrap-seed.
void add_intervals(CLI::App& command, IntervalOptions& options);

/// Settings for these options; `seed` is that of the bootstrap if none is given. Throws InputError
/// for a confidence that is not allowed.
ComparisonSettings settings_of(const IntervalOptions& options, std::uint64_t seed);

/// All metrics, a line each, for the end of a help text.
std::string metrics_text();

}  // namespace bacelab
