#include "app/import/import_options.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>

#include "experiments/text/pending_file.hpp"
#include "experiments/text/printable.hpp"

namespace bacelab {
namespace {

ExistingFile existing_file(const ImportOptions& options) {
  return options.force ? ExistingFile::replace : ExistingFile::refuse;
}

}  // namespace

void add_import_options(CLI::App& command, ImportOptions& options, const char* type,
                        const char* description) {
  command.add_option("input", options.input, description)->type_name(type)->required();
  add_output_options(command, options);
}

void add_output_options(CLI::App& command, ImportOptions& options) {
  command.add_option("-o,--output", options.output, "The file to write; default: standard output")
      ->type_name("FILE.csv");
  command.add_flag("--force", options.force, "Replace the output file if it exists");
}

void add_region_option(CLI::App& command, std::vector<std::string>& regions, const char* example) {
  command
      .add_option("--region", regions,
                  std::string("A region and its name in the file (") + example + "); repeatable")
      ->type_name("NAME=KEY")
      ->take_all()
      ->allow_extra_args(false)
      ->required();
}

void require_free_output(const ImportOptions& options) {
  require_free_output(options, std::span(&options.input, 1));
}

void require_free_output(const ImportOptions& options, std::span<const std::string> inputs) {
  if (!options.output) return;
  const std::vector<std::filesystem::path> files(inputs.begin(), inputs.end());
  require_output(*options.output, existing_file(options), files);
}

void write_imported(const ImportOptions& options, const std::vector<std::string>& notes,
                    const std::function<void(std::ostream&)>& write) {
  if (options.output) {
    write_file(*options.output, existing_file(options), write);
  } else {
    write(std::cout);
  }
  for (const std::string& note : notes) {
    std::cerr << (note.starts_with(' ') ? "" : "bacelab: ") << printable(note) << '\n';
  }
  if (options.output) std::cerr << "bacelab: wrote " << printable(*options.output) << '\n';
}

}  // namespace bacelab
