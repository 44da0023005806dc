#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "app/cli/command_line.hpp"
#include "app/cli/options.hpp"
#include "app/cli/output.hpp"
#include "app/commands.hpp"
#include "experiments/results/output/finished_results.hpp"
#include "experiments/results/seal.hpp"
#include "experiments/text/printable.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

struct MergeCommandOptions {
  std::vector<std::filesystem::path> shards;
  std::string output;
  bool force = false;
  SealCheck seal_check = SealCheck::required;
};

ExitCode merge(const MergeCommandOptions& options) {
  const auto existing = options.force ? ExistingFile::replace : ExistingFile::refuse;
  require_output(options.output, existing, options.shards);
  const MergedShards merged = merge_shards(options.shards, options.output, existing,
                                           command_line(command_words()), options.seal_check);
  if (merged.builds.size() > 1) {
    std::cerr << fmt::format(
        "bacelab: warning: {} builds of the program computed these results, with the same model "
        "and arithmetic: {}; the results name all of them\n",
        merged.builds.size(), printable(fmt::format("{}", fmt::join(merged.builds, "; "))));
  }
  std::cerr << fmt::format("bacelab: wrote {}: {} runs of {} file{}\n", printable(options.output),
                           grouped(merged.counts.runs), options.shards.size(),
                           options.shards.size() == 1 ? "" : "s");
  return print_incomplete(merged.counts, "STUDY.toml", options.output);
}

}  // namespace

void add_merge(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<MergeCommandOptions>();
  CLI::App* command =
      app.add_subcommand("merge", "Merge the results files of a study's shards into one");
  command->add_option("shards", options->shards, "The results files of all shards")
      ->type_name("SHARD.h5")
      ->required();
  command->add_option("-o,--output", options->output, "The results file")
      ->type_name("FILE.h5")
      ->required();
  command->add_flag("--force", options->force, "Replace the results file if it exists");
  add_no_verify(*command, options->seal_check);
  command->callback([options, &exit_code] { exit_code = merge(*options); });
}

}  // namespace bacelab
