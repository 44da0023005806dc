#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/import/import_options.hpp"
#include "experiments/text/files.hpp"
#include "experiments/text/output_file.hpp"
#include "experiments/worlds/import/links.hpp"
#include "experiments/worlds/import/missing_rtt.hpp"

namespace bacelab {
namespace {

/// What all imports of links have.
struct ImportLinksOptions {
  ImportOptions files;
  std::vector<std::string> inputs;
  std::vector<std::string> regions;
  LinkReading reading;
  bool allow_missing = false;
  std::string missing_rtt = "distance";
};

struct ImportBandwidthCommandOptions : ImportLinksOptions {
  std::vector<std::string> latency;
  std::vector<std::string> transfer_prices;
  double gateways = 1.0;
};

struct ImportLatencyCommandOptions : ImportLinksOptions {
  std::string statistic = "avg";
};

/// Reads a file and returns a note.
using LinkReader = std::function<std::string(ByteSource&, const std::string&, MeasuredLinks&)>;

/// Makes one table of links of one or more files.
class LinksImport {
 public:
  /// Throws InputError if the regions are wrong or the file to write is there.
  explicit LinksImport(const ImportLinksOptions& options) : options_(options) {
    require_free_output(options.files, options.inputs);
    regions_ = RegionKeys::parse("--region", options.regions, 2);
    regions_.require_distinct_keys("--region");
  }

  /// Reads a quantity, called `figure`, of all links from files. Throws InputError if one is the
  /// file to write.
  MeasuredLinks read(const std::vector<std::string>& files, const std::string& figure,
                     const LinkReader& reader) {
    if (options_.files.output) {
      const std::vector<std::filesystem::path> paths(files.begin(), files.end());
      require_no_input(*options_.files.output, paths);
    }
    MeasuredLinks links(regions_);
    for (const std::string& file : files) {
      FileSource source(file);
      notes_.push_back(reader(source, file, links));
    }
    links.put_notes(figure, notes_);
    return links;
  }

  /// Adds throughputs or prices. Throws InputError if nothing is known of a link, unless that is
  /// allowed.
  void add(const std::vector<std::string>& files, const char* name, MeasuredLinks links,
           std::optional<double> LinkFigures::*figure, double factor = 1.0) {
    const std::string shown = fmt::format("{}", fmt::join(files, ", "));
    if (!options_.allow_missing) {
      links.require_all(shown, "leave such links out with --allow-missing");
    }
    for (const std::string& unknown : links.unknown_regions()) note(shown + ": " + unknown);
    note_missing(links, name);
    figures_.push_back({std::move(links), figure, factor});
  }

  /// Adds round-trip times, estimated where that is allowed.
  void add_rtt(const std::vector<std::string>& files, MeasuredLinks links) {
    const std::string shown = fmt::format("{}", fmt::join(files, ", "));
    if (!options_.allow_missing) {
      links.require_all(shown,
                        "estimate such times by distance with --allow-missing, or with "
                        "--missing-rtt as well");
    }
    for (const std::string& unknown : links.unknown_regions()) note(shown + ": " + unknown);
    assume_rtt(links, MissingRtt::parse("--missing-rtt", options_.missing_rtt), notes_);
    figures_.push_back({std::move(links), &LinkFigures::rtt_ms, 1.0});
  }

  void note(const std::string& text) { notes_.push_back(text); }

  void write() const {
    const LinkTable table = link_table_of(figures_);
    write_imported(options_.files, notes_,
                   [&](std::ostream& out) { write_link_table(out, table); });
  }

 private:
  void note_missing(const MeasuredLinks& links, const char* name) {
    constexpr std::size_t most = 12;
    std::vector<std::string> missing;
    for (std::size_t a = 0; a < regions_.size(); ++a) {
      for (std::size_t b = a + 1; b < regions_.size(); ++b) {
        if (links.has(a, b)) continue;
        missing.push_back(fmt::format("{} and {}", regions_.name(a), regions_.name(b)));
      }
    }
    if (missing.empty()) return;
    const std::size_t all = missing.size();
    if (all > most) missing.resize(most);
    notes_.push_back(fmt::format("left out: no {} between {}{}", name, fmt::join(missing, ", "),
                                 all > most ? fmt::format(", and {} more", all - most) : ""));
  }

  const ImportLinksOptions& options_;
  RegionKeys regions_;
  std::vector<MeasuredFigure> figures_;
  std::vector<std::string> notes_;
};

/// Of files beside the main ones, whose columns the user does not name.
LinkReading unnamed(const LinkReading& reading) {
  LinkReading other;
  other.tier = reading.tier;
  return other;
}

LinkReader latency_reader(const LinkReading& reading, const std::string& statistic) {
  return [reading, statistic](ByteSource& source, const std::string& file, MeasuredLinks& links) {
    return read_latency(source, file, reading, statistic, links);
  };
}

LinkReader price_reader(const LinkReading& reading) {
  return [reading](ByteSource& source, const std::string& file, MeasuredLinks& links) {
    return read_transfer_prices(source, file, reading, links);
  };
}

void import(const ImportBandwidthCommandOptions& options) {
  LinksImport links(options);
  const auto reader = [&](ByteSource& source, const std::string& file, MeasuredLinks& into) {
    return read_throughput(source, file, options.reading, into);
  };
  links.add(options.inputs, "throughput", links.read(options.inputs, "throughput", reader),
            &LinkFigures::gbit_per_s, options.gateways);
  links.note(fmt::format("multiplied by {:g} gateway VM{} per region: a sample is of one pair",
                         options.gateways, options.gateways == 1.0 ? "" : "s"));
  const LinkReading other = unnamed(options.reading);
  if (options.latency.empty()) {
    links.note("no round-trip times: links have the delays of the study (--latency adds them)");
  } else {
    links.add_rtt(options.latency, links.read(options.latency, "round-trip time (avg)",
                                              latency_reader(other, "avg")));
  }
  if (!options.transfer_prices.empty()) {
    links.add(options.transfer_prices, "transfer price",
              links.read(options.transfer_prices, "transfer price", price_reader(other)),
              &LinkFigures::transfer_usd_per_gb);
  }
  links.write();
}

void import(const ImportLatencyCommandOptions& options) {
  LinksImport links(options);
  links.add_rtt(options.inputs,
                links.read(options.inputs, "round-trip time (" + options.statistic + ")",
                           latency_reader(options.reading, options.statistic)));
  links.write();
}

/// Transfer prices have no options of their own.
void import(const ImportLinksOptions& options) {
  LinksImport links(options);
  links.add(options.inputs, "transfer price",
            links.read(options.inputs, "transfer price", price_reader(options.reading)),
            &LinkFigures::transfer_usd_per_gb);
  links.write();
}

void add_links_options(CLI::App& command, ImportLinksOptions& options, const char* type,
                       const char* description, const char* example) {
  command.add_option("files", options.inputs, description)->type_name(type)->required();
  add_output_options(command, options.files);
  add_region_option(command, options.regions, example);
  command
      .add_option("--tier", options.reading.tier, "Network tier of the rows to use, at both ends")
      ->type_name("TIER")
      ->capture_default_str();
  command.add_flag("--allow-missing", options.allow_missing,
                   "Leave out missing throughputs and prices, estimate round trips");
}

void add_reading_options(CLI::App& command, LinkReading& reading, bool is_price) {
  std::vector<std::string> names = link_formats().names();
  if (!is_price) std::erase(names, "matrix");
  command.add_option("--format", reading.format, "Whose file it is; default: told by its columns")
      ->type_name("NAME")
      ->check(CLI::IsMember(names).description(""));
  command.add_option("--from-column", reading.from, "Column: the region where a link begins")
      ->type_name("NAME");
  command.add_option("--to-column", reading.to, "Column: the region where it ends")
      ->type_name("NAME");
}

void add_missing_rtt_option(CLI::App& command, ImportLinksOptions& options) {
  command
      .add_option("--missing-rtt", options.missing_rtt,
                  "Estimate of --allow-missing: by distance, or a number of ms")
      ->type_name("RULE")
      ->capture_default_str();
}

template <class Options>
void run_as(CLI::App& command, std::shared_ptr<Options> options, ExitCode& exit_code) {
  command.callback([options, &exit_code] {
    import(*options);
    exit_code = ExitCode::done;
  });
}

}  // namespace

void add_import_bandwidth(CLI::App& import_command, ExitCode& exit_code) {
  auto options = std::make_shared<ImportBandwidthCommandOptions>();
  CLI::App* command = import_command.add_subcommand(
      "bandwidth", "Links from Skyplane's throughputs (network.bandwidth = csv)");
  add_links_options(*command, *options, "THROUGHPUT.csv", "Throughputs, a row per directed pair",
                    "Ireland=aws:eu-west-1");
  command
      ->add_option("--gateways", options->gateways,
                   "Gateway VMs per region that send in parallel; multiplies throughputs")
      ->type_name("N")
      ->check(CLI::Range(1e-3, 1e3))
      ->capture_default_str();
  command
      ->add_option("--latency", options->latency,
                   "Add round-trip times (of avg); delays are half of them; repeatable")
      ->type_name("LATENCY.csv")
      ->take_all()
      ->allow_extra_args(false);
  add_missing_rtt_option(*command, *options);
  command
      ->add_option("--transfer-prices", options->transfer_prices,
                   "Add transfer prices in USD/GB; repeatable")
      ->type_name("PRICES.csv")
      ->take_all()
      ->allow_extra_args(false);
  add_reading_options(*command, options->reading, false);
  command->add_option("--value-column", options->reading.value, "Column: the throughput")
      ->type_name("NAME");
  command
      ->add_option("--unit", options->reading.unit,
                   "Of the throughputs: bit/s, Mbit/s or Gbit/s; default: by their column")
      ->type_name("UNIT")
      ->check(CLI::IsMember({"bit/s", "Mbit/s", "Gbit/s"}).description(""));
  run_as(*command, options, exit_code);
}

void add_import_latency(CLI::App& import_command, ExitCode& exit_code) {
  auto options = std::make_shared<ImportLatencyCommandOptions>();
  CLI::App* command = import_command.add_subcommand(
      "latency", "Links from Skyplane's latencies (network.bandwidth = rtt_law)");
  add_links_options(*command, *options, "LATENCY.csv",
                    "Round-trip times in ms, a row per directed pair", "Ireland=aws:eu-west-1");
  command
      ->add_option("--statistic", options->statistic,
                   "Of a pair: avg, min, max, mdev, or the column's name")
      ->type_name("NAME")
      ->capture_default_str();
  add_missing_rtt_option(*command, *options);
  add_reading_options(*command, options->reading, false);
  run_as(*command, options, exit_code);
}

void add_import_transfer_prices(CLI::App& import_command, ExitCode& exit_code) {
  auto options = std::make_shared<ImportLinksOptions>();
  CLI::App* command = import_command.add_subcommand(
      "transfer-prices", "Links from prices of transfers (network.file)");
  add_links_options(*command, *options, "PRICES.csv",
                    "USD/GB: a row per directed pair, or a matrix", "Ireland=eu-west-1");
  add_reading_options(*command, options->reading, true);
  command->add_option("--value-column", options->reading.value, "Column: the price")
      ->type_name("NAME");
  run_as(*command, options, exit_code);
}

}  // namespace bacelab
