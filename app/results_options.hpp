#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "experiments/results/results_file.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace bacelab {

// Options that several commands have which look at a results file.

/// Adds --point, a point of the design; without it all are meant.
CLI::Option* add_point(CLI::App& command, std::optional<std::int64_t>& point);

/// The point, or all points of the file. Throws InputError if it has no such point.
std::vector<std::size_t> points_of(const ResultsFile& file, std::optional<std::int64_t> point);

/// Adds --confidence, of intervals.
void add_confidence(CLI::App& command, double& confidence);

/// Throws InputError for a --confidence that is not allowed.
void check_confidence(double confidence);

/// For CLI::Option::check: what is wrong with a word that should be a whole number from 0 to
/// 2^64 - 1, or nothing. (CLI11 takes a larger one for the largest.)
std::string whole_number_problem(const std::string& word);

}  // namespace bacelab
