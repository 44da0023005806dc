#pragma once

#include <functional>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/cli/command_line.hpp"

namespace CLI {
class App;
}

namespace bacelab {

// One function per format: adds it to the command `import`, as those of commands.hpp do.

void add_import_bandwidth(CLI::App& import, ExitCode& exit_code);
void add_import_jobs(CLI::App& import, ExitCode& exit_code);
void add_import_latency(CLI::App& import, ExitCode& exit_code);
void add_import_prices(CLI::App& import, ExitCode& exit_code);
void add_import_transfer_prices(CLI::App& import, ExitCode& exit_code);

/// What all imports have in common: a file to read and one to write.
struct ImportOptions {
  std::string input;
  std::optional<std::string> output;
  bool force = false;
};

/// Adds the file to read, called `type` in the help, -o and --force.
void add_import_options(CLI::App& command, ImportOptions& options, const char* type,
                        const char* description);

/// Adds -o and --force alone.
void add_output_options(CLI::App& command, ImportOptions& options);

/// Adds --region NAME=KEY. `example` is one.
void add_region_option(CLI::App& command, std::vector<std::string>& regions, const char* example);

/// Throws InputError if the output file may not be written, as require_output(), before anything is
/// read.
void require_free_output(const ImportOptions& options);
/// The same with several files to read, instead of one.
void require_free_output(const ImportOptions& options, std::span<const std::string> inputs);

/// Writes what was imported to its file, or to standard output if none was named, and the notes to
/// standard error, each line with the program's name, but not those that begin with a blank (of a
/// table). A file appears complete or not at all. Throws StorageError.
void write_imported(const ImportOptions& options, const std::vector<std::string>& notes,
                    const std::function<void(std::ostream&)>& write);

}  // namespace bacelab
