#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/output.hpp"
#include "app/commands.hpp"
#include "app/init/samples.hpp"
#include "core/errors.hpp"
#include "core/registry.hpp"
#include "experiments/box/build_info.hpp"
#include "experiments/text/files.hpp"
#include "experiments/text/output_file.hpp"
#include "experiments/text/pending_file.hpp"
#include "experiments/text/storage_error.hpp"
#include "experiments/text/table.hpp"

namespace bacelab {
namespace {

namespace fs = std::filesystem;

struct InitOptions {
  std::string name;
  std::string output;
  bool force = false;

  [[nodiscard]] ExistingFile existing() const {
    return force ? ExistingFile::replace : ExistingFile::refuse;
  }
};

void list_samples(const std::vector<SampleStudy>& samples, const fs::path& folder) {
  std::size_t widest = 0;
  for (const SampleStudy& sample : samples) widest = std::max(widest, sample.name.size());
  std::cout << "Studies in " << folder.string() << ":\n";
  for (const SampleStudy& sample : samples) {
    const auto lines = wrapped(words_of(sample.title), output_width() - widest - 4);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      std::cout << fmt::format("  {:<{}}  {}\n", i == 0 ? sample.name : "", widest, lines[i]);
    }
  }
  std::cout << "Start one of your own: bacelab init NAME\n";
}

const SampleStudy& sample_named(const std::vector<SampleStudy>& samples, const std::string& name) {
  std::vector<std::string> names;
  for (const SampleStudy& sample : samples) {
    if (sample.name == name || sample.name + ".toml" == name) return sample;
    names.push_back(sample.name);
  }
  throw InputError(fmt::format("there is no study '{}'{}; there are {}", name,
                               did_you_mean(name, names), fmt::join(names, ", ")));
}

/// Is the file there, with this content?
bool has_content(const fs::path& file, const std::string& content) {
  return fs::is_regular_file(file) && read_file(file) == content;
}

void write_text(const fs::path& file, const InitOptions& options, const std::string& text) {
  write_file(file, options.existing(), [&](std::ostream& out) { out << text; });
  std::cout << file.string() << '\n';
}

void create_folder_of(const fs::path& file) {
  if (!file.has_parent_path()) return;
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  if (error) throw system_storage_error(file.parent_path(), "create the folder", error.value());
}

/// Says what stands in the way of all files before the first is written.
void copy_study(const SampleStudy& sample, const InitOptions& options) {
  const fs::path target = options.output.empty() ? fs::path(sample.name).filename() += ".toml"
                                                 : fs::path(options.output);
  const StudyCopy copy = copy_of(sample);
  require_output(target, options.existing(), std::vector<fs::path>{sample.file});
  std::vector<std::pair<fs::path, std::string>> inputs;
  for (const SampleInput& input : copy.inputs) {
    const fs::path file = target.parent_path() / input.to;
    std::string content = read_file(input.from);
    if (has_content(file, content)) continue;
    if (fs::exists(file)) require_output(file, options.existing());
    inputs.emplace_back(file, std::move(content));
  }
  for (const auto& [file, content] : inputs) {
    create_folder_of(file);
    write_text(file, options, content);
  }
  write_text(
      target, options,
      fmt::format("# Made by: bacelab init {} (bacelab {}). `bacelab check --keys` with this "
                  "file lists\n# all keys that it can have.\n#\n{}",
                  sample.name, build_info().version, copy.text));
  for (const std::string& name : copy.missing) {
    std::cerr << fmt::format(
        "bacelab: the study reads {}, which does not come with the program: "
        "{} says how to make it\n",
        name, target.string());
  }
}

void init(const InitOptions& options) {
  const std::optional<fs::path> folder = folder_of_samples();
  if (!folder) {
    throw InputError(
        "the studies that come with the program are not in ../share/bacelab/configs, seen "
        "from its folder; install it with cmake --install");
  }
  const std::vector<SampleStudy> samples = samples_in(*folder);
  if (!options.name.empty()) return copy_study(sample_named(samples, options.name), options);
  list_samples(samples, *folder);
}

}  // namespace

void add_init(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<InitOptions>();
  CLI::App* command =
      app.add_subcommand("init", "Start a study of your own from one that is there");
  CLI::Option* name =
      command->add_option("name", options->name, "The study to start from; default: list them")
          ->type_name("STUDY");
  command
      ->add_option(
          "-o,--output", options->output,
          "The study to write; default: NAME.toml, in this folder; its files go\ninto data "
          "beside it")
      ->type_name("STUDY.toml")
      ->needs(name);
  command->add_flag("--force", options->force, "Replace files that exist")->needs(name);
  command->callback([options, &exit_code] {
    init(*options);
    exit_code = ExitCode::done;
  });
}

}  // namespace bacelab
