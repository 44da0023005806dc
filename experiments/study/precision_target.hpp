#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/text/section.hpp"

namespace bacelab {

/// Which relative form of a comparison a precision target is about: baseline / policy - 1, or
/// 1 - policy / baseline.
enum class RelativeForm { overhead, reduction };

/// Their names, in the order of the enumeration.
inline constexpr std::array<std::string_view, 2> relative_form_names = {"overhead", "reduction"};

/// [precision]: how precise the comparisons of each point must be before its replications end.
struct PrecisionTarget {
  double half_width_points = 2.0;  ///< of the intervals, in percentage points
  double confidence = 0.95;
  RelativeForm form = RelativeForm::overhead;
  std::vector<std::string> metrics;
  std::string policy;                  ///< that is compared
  std::vector<std::string> baselines;  ///< that it is compared with
  std::size_t minimum = 30;            ///< replications before the first look
  std::size_t step = 10;               ///< replications between looks
};

/// Reads [precision]; nothing if the study has none. `replications` is the most that a point may
/// have. Throws InputError.
std::optional<PrecisionTarget> read_precision(const ConfigSection& root,
                                              const std::vector<std::string>& policies,
                                              std::size_t replications);

}  // namespace bacelab
