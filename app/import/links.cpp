#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/import/import_options.hpp"
#include "experiments/text/files.hpp"
#include "experiments/text/output_file.hpp"
#include "experiments/worlds/import/links.hpp"

namespace bacelab {
namespace {

/// What all imports of links have.
struct ImportLinksOptions {
  ImportOptions files;
  std::vector<std::string> regions;
  bool allow_missing = false;
};

struct ImportBandwidthCommandOptions : ImportLinksOptions {
  std::string latency;
  std::string transfer_prices;
  std::string tier = "PREMIUM";
  double gateways = 1.0;
};

struct ImportLatencyCommandOptions : ImportLinksOptions {
  std::string statistic = "avg_ms";
};

/// Makes one table of links of one or more files.
class LinksImport {
 public:
  /// Throws InputError if the regions are wrong or the file to write is there.
  explicit LinksImport(const ImportLinksOptions& options) : options_(options) {
    require_free_output(options.files);
    regions_ = RegionKeys::parse("--region", options.regions, 2);
    regions_.require_distinct_keys("--region");
  }

  /// Takes a figure of all links from a file, which `import(source, file, regions)` reads. Throws
  /// InputError if it says nothing of a link, unless that is allowed, or is the file to write.
  template <class Import>
  void add(const std::string& file, std::optional<double> LinkFigures::*figure, Import import,
           double factor = 1.0) {
    const std::array<std::filesystem::path, 1> inputs = {file};
    if (options_.files.output) require_no_input(*options_.files.output, inputs);
    FileSource source(file);
    Imported<MeasuredLinks> links = import(source, file, regions_);
    if (!options_.allow_missing) links.content.require_all(file);
    notes_.insert(notes_.end(), links.notes.begin(), links.notes.end());
    figures_.push_back({std::move(links.content), figure, factor});
  }

  void note(const std::string& text) { notes_.push_back(text); }

  void write() const {
    const LinkTable table = link_table_of(figures_);
    write_imported(options_.files, notes_,
                   [&](std::ostream& out) { write_link_table(out, table); });
  }

 private:
  const ImportLinksOptions& options_;
  RegionKeys regions_;
  std::vector<MeasuredFigure> figures_;
  std::vector<std::string> notes_;
};

/// Reads the column `statistic` of a file of round-trip times.
auto latency_by(const std::string& statistic) {
  return [statistic](ByteSource& source, const std::string& file, const RegionKeys& regions) {
    return import_latency(source, file, regions, statistic);
  };
}

void import(const ImportBandwidthCommandOptions& options) {
  LinksImport links(options);
  const auto throughput = [&](ByteSource& source, const std::string& file,
                              const RegionKeys& regions) {
    return import_throughput(source, file, regions, options.tier);
  };
  links.add(options.files.input, &LinkFigures::gbit_per_s, throughput, options.gateways);
  links.note(fmt::format("multiplied by {:g} gateway VM{} per region: a sample is of one pair",
                         options.gateways, options.gateways == 1.0 ? "" : "s"));
  if (!options.latency.empty()) {
    links.add(options.latency, &LinkFigures::rtt_ms, latency_by("avg_ms"));
  }
  if (!options.transfer_prices.empty()) {
    links.add(options.transfer_prices, &LinkFigures::transfer_usd_per_gb, import_transfer_prices);
  }
  links.write();
}

void import(const ImportLatencyCommandOptions& options) {
  LinksImport links(options);
  links.add(options.files.input, &LinkFigures::rtt_ms, latency_by(options.statistic));
  links.write();
}

/// Transfer prices have no options of their own.
void import(const ImportLinksOptions& options) {
  LinksImport links(options);
  links.add(options.files.input, &LinkFigures::transfer_usd_per_gb, import_transfer_prices);
  links.write();
}

}  // namespace

void add_import_bandwidth(CLI::App& import_command, ExitCode& exit_code) {
  auto options = std::make_shared<ImportBandwidthCommandOptions>();
  CLI::App* command = import_command.add_subcommand(
      "bandwidth", "Links from Skyplane's throughputs (network.bandwidth = csv)");
  add_import_options(*command, options->files, "THROUGHPUT.csv",
                     "Throughputs: src, dst, recv_gbps; optionally src_tier and dst_tier");
  add_region_option(*command, options->regions, "Ireland=aws:eu-west-1");
  command
      ->add_option("--gateways", options->gateways,
                   "Gateway VMs per region that send in parallel; multiplies throughputs")
      ->type_name("N")
      ->check(CLI::Range(1e-3, 1e3))
      ->capture_default_str();
  command->add_option("--tier", options->tier, "Network tier of the rows to use")
      ->type_name("TIER")
      ->capture_default_str();
  command
      ->add_option("--latency", options->latency,
                   "Add round-trip times (src, dst, avg_ms); delays are half of them")
      ->type_name("LATENCY.csv");
  command
      ->add_option("--transfer-prices", options->transfer_prices,
                   "Add transfer prices, a matrix of USD/GB")
      ->type_name("MATRIX.csv");
  command->add_flag("--allow-missing", options->allow_missing,
                    "Leave out links that a file says nothing about");
  command->callback([options, &exit_code] {
    import(*options);
    exit_code = ExitCode::done;
  });
}

void add_import_latency(CLI::App& import_command, ExitCode& exit_code) {
  auto options = std::make_shared<ImportLatencyCommandOptions>();
  CLI::App* command = import_command.add_subcommand(
      "latency", "Links from Skyplane's latencies (network.bandwidth = rtt_law)");
  add_import_options(*command, options->files, "LATENCY.csv",
                     "Round-trip times: src, dst and columns in ms");
  add_region_option(*command, options->regions, "Ireland=aws:eu-west-1");
  command->add_option("--statistic", options->statistic, "The column to use")
      ->type_name("COLUMN")
      ->capture_default_str();
  command->add_flag("--allow-missing", options->allow_missing,
                    "Leave out links that the file says nothing about");
  command->callback([options, &exit_code] {
    import(*options);
    exit_code = ExitCode::done;
  });
}

void add_import_transfer_prices(CLI::App& import_command, ExitCode& exit_code) {
  auto options = std::make_shared<ImportLinksOptions>();
  CLI::App* command = import_command.add_subcommand(
      "transfer-prices", "Links from a matrix of transfer prices (network.file)");
  add_import_options(*command, options->files, "MATRIX.csv",
                     "USD/GB: one row per origin, one column per destination");
  add_region_option(*command, options->regions, "Ireland=eu-west-1");
  command->add_flag("--allow-missing", options->allow_missing,
                    "Leave out links that the file says nothing about");
  command->callback([options, &exit_code] {
    import(*options);
    exit_code = ExitCode::done;
  });
}

}  // namespace bacelab
