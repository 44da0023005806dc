#pragma once

#include <cstddef>
#include <iosfwd>
#include <span>

#include "analysis/comparison/comparison.hpp"
#include "analysis/sensitivity/sensitivity.hpp"
#include "analysis/steady_state/report.hpp"
#include "app/cli/command_line.hpp"
#include "experiments/box/finished_block.hpp"

namespace bacelab {

/// Makes a reader of standard output who leaves early no reason to be killed; call before the
/// first output.
void survive_broken_pipe();

/// Writes out what standard output still holds. Throws StorageError if it could not be written, as
/// on a full disk; a reader who left early (`| head`) is no error.
void finish_output();

/// Columns that a line on standard output may have: the terminal's, or 100 in a pipe or a file.
std::size_t output_width();

/// Writes comparisons as an array of JSON objects.
void print_json(std::ostream& out, std::span<const Comparison> comparisons);

/// Writes a sensitivity as a JSON object.
void print_json(std::ostream& out, const Sensitivity& sensitivity);

/// Writes long runs as a JSON object.
void print_json(std::ostream& out, const LongRunsTitle& title,
                std::span<const PointLongRuns> points);

/// Says on standard error how many runs got stuck or failed, and why the first of these did. The
/// exit code that this asks for.
ExitCode print_incomplete(const RunCounts& counts);

}  // namespace bacelab
