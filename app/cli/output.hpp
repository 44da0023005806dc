#pragma once

#include <cstddef>
#include <iosfwd>
#include <span>
#include <streambuf>

#include "analysis/comparison/comparison.hpp"
#include "analysis/matching/match.hpp"
#include "analysis/sensitivity/sensitivity.hpp"
#include "analysis/steady_state/report.hpp"
#include "analysis/validation/report.hpp"
#include "app/cli/command_line.hpp"
#include "experiments/box/run_block.hpp"
#include "experiments/text/printable.hpp"

namespace bacelab {

/// Makes a reader of standard output who leaves early, and a file that exceeds the limit of
/// `ulimit -f`, errors of write() that don't kill the program; call before the first output.
void survive_failed_writes();

/// While it exists, control characters of titles, names and messages become visible ones on
/// standard error, and on standard output if that is a terminal; in files and pipes data stay as
/// they are.
class PrintableOutput {
 public:
  PrintableOutput();
  PrintableOutput(const PrintableOutput&) = delete;
  PrintableOutput& operator=(const PrintableOutput&) = delete;
  ~PrintableOutput();

 private:
  std::streambuf* output_;
  std::streambuf* error_;
  PrintableBuffer printable_output_;
  PrintableBuffer printable_error_;
};

/// Flushes standard output. Throws StorageError if it could not be written, as on a full disk; a
/// reader who left early (`| head`) is not an error.
void finish_output();

/// Columns that a line on standard output may have: the terminal's, or 100 in a pipe or a file.
std::size_t output_width();

/// Writes comparisons as an array of JSON objects.
void print_json(std::ostream& out, std::span<const Comparison> comparisons);

/// Writes a sensitivity as a JSON object.
void print_json(std::ostream& out, const Sensitivity& sensitivity);

/// Writes a match as a JSON object.
void print_json(std::ostream& out, const Match& match);

/// Writes long runs as a JSON object.
void print_json(std::ostream& out, const LongRunsTitle& title,
                std::span<const PointLongRuns> points);

/// Writes a validation as a JSON object.
void print_json(std::ostream& out, const Validation& validation);

/// Reports on standard error how many runs got stuck or failed, why the first ones failed, and how
/// to learn why others got stuck. `study`, as words of a command line, names the study, `results`
/// the file. Returns the exit code for this.
ExitCode print_incomplete(const RunCounts& counts, const std::string& study,
                          const std::string& results);

}  // namespace bacelab
