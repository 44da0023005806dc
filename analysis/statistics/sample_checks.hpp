#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace bacelab {

/// Intervals from fewer pairs than this are optimistic: with skewed data they hold the truth less
/// often than their confidence says (measured for the delta method at 10 pairs: 90 % instead
/// of 95 %).
inline constexpr std::size_t enough_pairs = 30;

/// Should a table warn that intervals from `pairs` pairs are optimistic?
[[nodiscard]] constexpr bool is_optimistic(std::size_t pairs) { return pairs < enough_pairs; }

/// What is said in place of a mean when there is nothing to average.
inline constexpr const char* no_pairs_reason = "there are no pairs";

/// What is said in place of an interval or a test when a spread can't be estimated.
inline constexpr const char* one_pair_reason = "one pair shows no spread; two are needed";

/// Throws std::invalid_argument if a value is NaN or infinite; `name` says whose values they are.
void require_finite(std::span<const double> values, const std::string& name);

/// Throws std::invalid_argument unless a and b are equally long and finite: pair i is
/// (a[i], b[i]), the same world under two policies.
void require_pairs(std::span<const double> a, std::span<const double> b);

/// Throws std::invalid_argument unless 0 < confidence < 1.
void require_confidence(double confidence);

}  // namespace bacelab
