#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/figures/figure.hpp"

namespace bacelab {

/// Steps of a distribution that a figure shows; more could not be told apart.
inline constexpr std::size_t most_steps = 1000;

/// The empirical distribution function of values as a series of steps: their values, and the
/// fraction of values up to each. It begins at the least value with 0. Of more values than
/// most_steps some at equal distances in their order are kept, the least and the largest too.
/// With replications, one for each value, a third column has them.
[[nodiscard]] FigureSeries distribution_of(const std::vector<double>& values,
                                           const std::string& name, const std::string& unit,
                                           const std::vector<std::size_t>& replications = {});

/// The axis of such fractions.
[[nodiscard]] FigureAxis fraction_axis(const std::string& things);

/// Throws InputError if a value can't stand on a logarithmic axis. `name`: what the values are.
void require_positive(const std::vector<double>& values, const std::string& name);

}  // namespace bacelab
