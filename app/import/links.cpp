#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "app/import/import_options.hpp"
#include "experiments/text/files.hpp"
#include "experiments/worlds/import/links.hpp"

namespace bacelab {
namespace {

struct ImportBandwidthCommandOptions {
  ImportOptions files;
  std::vector<std::string> regions;
  std::string latency;
  std::string transfer_prices;
  std::string tier = "PREMIUM";
  double gateways = 1.0;
  bool allow_missing = false;
};

/// The samples of a further file of the same regions.
MeasuredLinks joined(Imported<MeasuredLinks> imported, std::vector<std::string>& notes) {
  notes.insert(notes.end(), imported.notes.begin(), imported.notes.end());
  return std::move(imported.content);
}

void import(const ImportBandwidthCommandOptions& options) {
  require_free_output(options.files);
  const auto regions = RegionKeys::parse("--region", options.regions, 2);
  regions.require_distinct_keys("--region");
  FileSource source(options.files.input);
  std::vector<std::string> notes;
  const MeasuredLinks gbps =
      joined(import_throughput(source, options.files.input, regions, options.tier), notes);
  if (!options.allow_missing) gbps.require_all(options.files.input);
  std::vector<MeasuredFigure> figures = {{gbps, &LinkFigures::gbit_per_s, options.gateways}};
  notes.push_back(fmt::format("multiplied by {:g} gateway VM{} a region: a sample is of one pair",
                              options.gateways, options.gateways == 1.0 ? "" : "s"));
  MeasuredLinks rtt(regions);
  if (!options.latency.empty()) {
    FileSource latency(options.latency);
    rtt = joined(import_latency(latency, options.latency, regions, "avg_ms"), notes);
    if (!options.allow_missing) rtt.require_all(options.latency);
    figures.push_back({rtt, &LinkFigures::rtt_ms});
  }
  MeasuredLinks usd(regions);
  if (!options.transfer_prices.empty()) {
    FileSource prices(options.transfer_prices);
    usd = joined(import_transfer_prices(prices, options.transfer_prices, regions), notes);
    if (!options.allow_missing) usd.require_all(options.transfer_prices);
    figures.push_back({usd, &LinkFigures::transfer_usd_per_gb});
  }
  const LinkTable table = link_table_of(figures);
  write_imported(options.files, notes, [&](std::ostream& out) { write_link_table(out, table); });
}

}  // namespace

void add_import_bandwidth(CLI::App& import_command, ExitCode& exit_code) {
  auto options = std::make_shared<ImportBandwidthCommandOptions>();
  CLI::App* command = import_command.add_subcommand(
      "bandwidth", "Links of Skyplane's throughputs (network.bandwidth = csv)");
  add_import_options(*command, options->files, "THROUGHPUT.csv",
                     "Throughputs: src, dst, recv_gbps and, if there, src_tier and dst_tier");
  add_region_option(*command, options->regions, "Ireland=aws:eu-west-1");
  command
      ->add_option("--gateways", options->gateways,
                   "VMs of a region that send side by side: a factor on all")
      ->type_name("N")
      ->check(CLI::Range(1e-3, 1e3))
      ->capture_default_str();
  command->add_option("--tier", options->tier, "Network tier of the rows that count")
      ->type_name("TIER")
      ->capture_default_str();
  command
      ->add_option("--latency", options->latency,
                   "Add round-trip times: src, dst, avg_ms; delays are half of them")
      ->type_name("LATENCY.csv");
  command
      ->add_option("--transfer-prices", options->transfer_prices,
                   "Add transfer prices, a matrix of USD/GB")
      ->type_name("MATRIX.csv");
  command->add_flag("--allow-missing", options->allow_missing,
                    "Leave out links of which a file says nothing");
  command->callback([options, &exit_code] {
    import(*options);
    exit_code = ExitCode::done;
  });
}

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

namespace {

struct ImportTransferPricesCommandOptions {
  ImportOptions files;
  std::vector<std::string> regions;
  bool allow_missing = false;
};

void import(const ImportTransferPricesCommandOptions& options) {
  require_free_output(options.files);
  const auto regions = RegionKeys::parse("--region", options.regions, 2);
  regions.require_distinct_keys("--region");
  FileSource source(options.files.input);
  const auto usd = import_transfer_prices(source, options.files.input, regions);
  if (!options.allow_missing) usd.content.require_all(options.files.input);
  const LinkTable table = link_table_of({{usd.content, &LinkFigures::transfer_usd_per_gb}});
  write_imported(options.files, usd.notes,
                 [&](std::ostream& out) { write_link_table(out, table); });
}

}  // namespace

void add_import_transfer_prices(CLI::App& import_command, ExitCode& exit_code) {
  auto options = std::make_shared<ImportTransferPricesCommandOptions>();
  CLI::App* command = import_command.add_subcommand(
      "transfer-prices", "Links of a matrix of transfer prices (network.file)");
  add_import_options(*command, options->files, "MATRIX.csv",
                     "USD/GB: a row an origin, a column a destination");
  add_region_option(*command, options->regions, "Ireland=eu-west-1");
  command->add_flag("--allow-missing", options->allow_missing,
                    "Leave out links of which the file says nothing");
  command->callback([options, &exit_code] {
    import(*options);
    exit_code = ExitCode::done;
  });
}

}  // namespace bacelab
