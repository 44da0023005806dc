#include <CLI/CLI.hpp>
#include <memory>

#include "app/import/import_commands.hpp"
#include "app/import/import_options.hpp"
#include "experiments/files/byte_source.hpp"
#include "experiments/import/latency.hpp"

namespace bacelab {
namespace {

struct ImportLatencyCommandOptions {
  ImportOptions files;
  std::vector<std::string> regions;
  std::string statistic = "avg_ms";
  bool allow_missing = false;
};

void import(const ImportLatencyCommandOptions& options) {
  require_free_output(options.files);
  const auto regions = RegionKeys::parse("--region", options.regions, 2);
  regions.require_distinct_keys("--region");
  FileSource source(options.files.input);
  const auto rtt = import_latency(source, options.files.input, regions, options.statistic);
  if (!options.allow_missing) rtt.content.require_all(options.files.input);
  const LinkTable table = link_table_of({{rtt.content, &LinkFigures::rtt_ms}});
  write_imported(options.files, rtt.notes,
                 [&](std::ostream& out) { write_link_table(out, table); });
}

}  // namespace

void add_import_latency(CLI::App& import_command, ExitCode& exit_code) {
  auto options = std::make_shared<ImportLatencyCommandOptions>();
  CLI::App* command = import_command.add_subcommand(
      "latency", "Links of Skyplane's latencies (network.bandwidth = rtt_law)");
  add_import_options(*command, options->files, "LATENCY.csv",
                     "Round-trip times: src, dst and columns of ms");
  add_region_option(*command, options->regions, "Ireland=aws:eu-west-1");
  command->add_option("--statistic", options->statistic, "The column that counts")
      ->type_name("COLUMN")
      ->capture_default_str();
  command->add_flag("--allow-missing", options->allow_missing,
                    "Leave out links of which the file says nothing");
  command->callback([options, &exit_code] {
    import(*options);
    exit_code = ExitCode::done;
  });
}

}  // namespace bacelab
