#include <CLI/CLI.hpp>
#include <memory>

#include "app/import/import_commands.hpp"
#include "app/import/import_options.hpp"
#include "experiments/files/byte_source.hpp"
#include "experiments/import/transfer_prices.hpp"

namespace bacelab {
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
