#include "app/import/import_options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "core/errors.hpp"
#include "experiments/text/storage_error.hpp"

namespace bacelab {
namespace {

/// Under a temporary name first, so that half a file is never taken for a complete one.
void write_file(const std::filesystem::path& path,
                const std::function<void(std::ostream&)>& write) {
  const std::filesystem::path pending = path.string() + ".part";
  errno = 0;
  std::ofstream out(pending, std::ios::binary);
  if (out) write(out);
  out.close();
  if (!out) {
    const int error_number = errno;
    std::error_code ignored;
    std::filesystem::remove(pending, ignored);
    throw system_storage_error(path, "write it", error_number);
  }
  std::error_code error;
  std::filesystem::rename(pending, path, error);
  if (error) throw system_storage_error(path, "write it", error.value());
}

}  // namespace

void add_import_options(CLI::App& command, ImportOptions& options, const char* type,
                        const char* description) {
  command.add_option("input", options.input, description)->type_name(type)->required();
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
  std::error_code ignored;
  if (options.output.empty() || options.force ||
      !std::filesystem::exists(options.output, ignored)) {
    return;
  }
  throw InputError(
      fmt::format("{}: the file is there already; --force replaces it", options.output));
}

void write_imported(const ImportOptions& options, const std::vector<std::string>& notes,
                    const std::function<void(std::ostream&)>& write) {
  if (options.output.empty()) {
    write(std::cout);
  } else {
    write_file(options.output, write);
  }
  for (const std::string& note : notes) std::cerr << "bacelab: " << note << '\n';
  if (!options.output.empty()) std::cerr << "bacelab: wrote " << options.output << '\n';
}

}  // namespace bacelab
