#include <CLI/CLI.hpp>
#include <memory>

#include "app/import/import_options.hpp"
#include "experiments/text/files.hpp"
#include "experiments/worlds/import/prices.hpp"

namespace bacelab {
namespace {

struct ImportPricesCommandOptions {
  ImportOptions files;
  std::vector<std::string> regions;
  std::string fill = "linear";
};

PriceFill fill_of(const std::string& rule) {
  if (rule == "hold") return PriceFill::hold;
  return rule == "refuse" ? PriceFill::refuse : PriceFill::linear;
}

void import(const ImportPricesCommandOptions& options) {
  require_free_output(options.files);
  const auto regions = RegionKeys::parse("--region", options.regions, 1);
  FileSource source(options.files.input);
  const auto prices = import_prices(source, options.files.input, regions, fill_of(options.fill));
  write_imported(options.files, prices.notes,
                 [&](std::ostream& out) { write_price_table(out, prices.content); });
}

}  // namespace

void add_import_prices(CLI::App& import_command, ExitCode& exit_code) {
  auto options = std::make_shared<ImportPricesCommandOptions>();
  CLI::App* command = import_command.add_subcommand(
      "prices", "Electricity prices from hourly wholesale prices ([price.replay])");
  add_import_options(*command, options->files, "PRICES.csv",
                     "Prices: utc (start of the hour) and columns in USD/MWh");
  add_region_option(*command, options->regions, "Ireland=GB");
  command
      ->add_option("--fill", options->fill,
                   "Missing hours: linear (interpolate), hold (the last price) or refuse")
      ->type_name("RULE")
      ->check(CLI::IsMember({"linear", "hold", "refuse"}).description(""))
      ->capture_default_str();
  command->callback([options, &exit_code] {
    import(*options);
    exit_code = ExitCode::done;
  });
}

}  // namespace bacelab
