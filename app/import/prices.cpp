#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "app/import/import_options.hpp"
#include "experiments/text/files.hpp"
#include "experiments/worlds/import/prices.hpp"

namespace bacelab {
namespace {

struct ImportPricesCommandOptions {
  ImportOptions files;
  std::vector<std::string> inputs;
  std::vector<std::string> regions;
  std::vector<std::string> rates;
  std::vector<std::string> utc_offsets;
  PriceReading reading;
  std::string fill = "linear";
};

PriceFill fill_of(const std::string& rule) {
  if (rule == "hold") return PriceFill::hold;
  return rule == "refuse" ? PriceFill::refuse : PriceFill::linear;
}

void import(const ImportPricesCommandOptions& options) {
  require_free_output(options.files, options.inputs);
  PriceMapping mapping;
  mapping.regions = RegionKeys::parse("--region", options.regions, 0);
  mapping.reading = options.reading;
  mapping.fill = fill_of(options.fill);
  mapping.rates = parse_rates("--rate", options.rates);
  mapping.zones = parse_local_zones("--utc-offset", options.utc_offsets);
  PriceImport prices(mapping);
  for (const std::string& name : options.inputs) {
    FileSource source(name);
    prices.read(source, name);
  }
  const auto imported = prices.finish();
  write_imported(options.files, imported.notes,
                 [&](std::ostream& out) { write_price_table(out, imported.content); });
}

void add_repeatable(CLI::App& command, const char* option, std::vector<std::string>& texts,
                    const char* type, const char* description) {
  command.add_option(option, texts, description)
      ->type_name(type)
      ->take_all()
      ->allow_extra_args(false);
}

void add_reading_options(CLI::App& command, PriceReading& reading) {
  command.add_option("--format", reading.format, "Whose files they are; default: told by columns")
      ->type_name("NAME")
      ->check(CLI::IsMember(price_formats().names()).description(""));
  command.add_option("--time-column", reading.time_column, "Column: when a price begins to hold")
      ->type_name("NAME");
  command
      .add_option("--price-column", reading.price_column,
                  "Column: the price, of a file per zone; default: Price with a unit")
      ->type_name("NAME");
  command
      .add_option("--currency", reading.currency,
                  "Of columns whose names do not say it; default: USD, a MWh")
      ->type_name("CUR");
}

}  // namespace

void add_import_prices(CLI::App& import_command, ExitCode& exit_code) {
  auto options = std::make_shared<ImportPricesCommandOptions>();
  CLI::App* command = import_command.add_subcommand(
      "prices", "Electricity prices from wholesale prices ([price.replay])");
  command
      ->add_option("files", options->inputs,
                   "Times and prices: a column per zone, or a file per zone and year")
      ->type_name("PRICES.csv")
      ->required();
  add_output_options(*command, options->files);
  add_repeatable(*command, "--region", options->regions, "NAME=KEY",
                 "A region and its zone or file (Ireland=GB); default: zones; repeatable");
  add_repeatable(*command, "--rate", options->rates, "CUR=USD",
                 "What one of another currency is worth, such as EUR=1.08; repeatable");
  add_repeatable(*command, "--utc-offset", options->utc_offsets, "[ZONE=]OFFSET",
                 "Of times without a zone: +05:30, +01:00/eu, -06:00/us; repeatable");
  command
      ->add_option("--fill", options->fill,
                   "Missing hours: linear (interpolate), hold (the last price) or refuse")
      ->type_name("RULE")
      ->check(CLI::IsMember({"linear", "hold", "refuse"}).description(""))
      ->capture_default_str();
  add_reading_options(*command, options->reading);
  command->callback([options, &exit_code] {
    import(*options);
    exit_code = ExitCode::done;
  });
}

}  // namespace bacelab
