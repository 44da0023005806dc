#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "experiments/results/results_file.hpp"

namespace bacelab {

/// The factors that differ between points of a design, in the order of the file.
[[nodiscard]] std::vector<const Factor*> varied_factors(const ResultsFile& file,
                                                        std::span<const std::size_t> points);

/// The value of a factor at a point: a name, or a number in four digits, or as
/// many more as tell it from the others.
[[nodiscard]] std::string value_text(const Factor& factor, std::size_t point);

/// The values of factors at a point, separated by commas.
[[nodiscard]] std::string values_text(std::span<const Factor* const> factors, std::size_t point);

/// The points at which factors have values: each condition is FACTOR=VALUE. Throws InputError for
/// another text, an unknown factor, a value that the factor has at no point, or if no point is
/// left.
[[nodiscard]] std::vector<std::size_t> points_where(const ResultsFile& file,
                                                    std::span<const std::size_t> points,
                                                    std::span<const std::string> conditions);

/// The factor of that name: its key, as in "network.scale", or what the study calls it
/// ([design.factors.NAME]). Throws InputError, which names the option, for an unknown one.
[[nodiscard]] const Factor& factor_of(const ResultsFile& file, const std::string& name,
                                      const std::string& option);

/// A sentence that names the point, or nothing if the file has only one: " Point 3:
/// network.scale = 0.3."
[[nodiscard]] std::string point_sentence(const ResultsFile& file, std::size_t point);

}  // namespace bacelab
