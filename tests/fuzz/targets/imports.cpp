#include <array>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "experiments/study/job_setting.hpp"
#include "experiments/worlds/import/jobs.hpp"
#include "experiments/worlds/import/links.hpp"
#include "experiments/worlds/import/missing_rtt.hpp"
#include "experiments/worlds/import/prices.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/targets/targets.hpp"

namespace bacelab::fuzz {
namespace {

// Short keys, which a fuzzer finds.
RegionKeys regions() {
  const std::array<std::string, 3> texts = {"A=a", "B=b", "C=x:c"};
  return RegionKeys::parse("--region", texts, 2);
}

/// What was imported is an input file.
void require_links(const MeasuredLinks& links, std::optional<double> LinkFigures::*figure) {
  const LinkTable table = link_table_of({{links, figure, 2.0}});
  std::ostringstream out;
  write_link_table(out, table);
  const std::string text = out.str();
  TextSource again(text);
  require(must_read([&] { return parse_link_table(again, "out.csv"); }).links() == table.links(),
          "links are read back");
}

}  // namespace

void fuzz_import_bandwidth(std::string_view bytes) {
  TextSource source(bytes);
  MeasuredLinks links(regions());
  LinkReading reading;
  reading.tier = "P";
  read_throughput(source, "t.csv", reading, links);
  require_links(links, &LinkFigures::gbit_per_s);
}

void fuzz_import_latency(std::string_view bytes) {
  TextSource source(bytes);
  MeasuredLinks links(regions());
  read_latency(source, "l.csv", {}, "avg", links);
  require_links(links, &LinkFigures::rtt_ms);
  std::vector<std::string> notes;
  MeasuredLinks filled = links;
  assume_rtt(filled, {80.0}, notes);
  for (std::size_t a = 0; a < 3; ++a) {
    for (std::size_t b = a + 1; b < 3; ++b) require(filled.has(a, b), "each link has a time");
  }
  links.require_all("l.csv", "");
}

void fuzz_import_transfer_prices(std::string_view bytes) {
  TextSource source(bytes);
  MeasuredLinks links(regions());
  read_transfer_prices(source, "m.csv", {}, links);
  require_links(links, &LinkFigures::transfer_usd_per_gb);
}

namespace {

/// The table of a file, which is read so many times.
PriceTable prices_of(std::string_view bytes, const PriceMapping& mapping, int times) {
  PriceImport import(mapping);
  for (int i = 0; i < times; ++i) {
    TextSource source(bytes);
    import.read(source, "x_DE_2023.csv");
  }
  return import.finish().content;
}

/// What is imported reads the same again, and files that agree make no other table than one does.
void require_prices(std::string_view bytes, const PriceMapping& mapping) {
  const PriceTable table = prices_of(bytes, mapping, 1);
  std::ostringstream out;
  write_price_table(out, table);
  const std::string text = out.str();
  TextSource again(text);
  require(must_read([&] { return parse_price_table(again, "out.csv"); }).usd_per_kwh ==
              table.usd_per_kwh,
          "prices are read back");
  require(must_read([&] { return prices_of(bytes, mapping, 2); }).usd_per_kwh == table.usd_per_kwh,
          "a file agrees with itself");
}

}  // namespace

/// The first byte chooses the rules.
void fuzz_import_prices(std::string_view bytes) {
  const char rules = bytes.empty() ? '\0' : bytes.front();
  PriceMapping mapping;
  mapping.rates = {{"EUR", 1.1}};
  if ((rules & 1) != 0) mapping.fill = PriceFill::hold;
  if ((rules & 2) != 0) mapping.zones = parse_local_zones("--utc-offset", {"+05:30"});
  if ((rules & 4) != 0) mapping.zones = parse_local_zones("--utc-offset", {"-06:00/us"});
  if ((rules & 6) == 6) mapping.zones = parse_local_zones("--utc-offset", {"+01:00/eu"});
  if (bytes.find("EUR/") == std::string_view::npos) mapping.rates.clear();
  require_prices(bytes, mapping);
}

void fuzz_import_jobs(std::string_view bytes) {
  JobMapping mapping;
  static const JobSetting catalog = catalog_job_setting("");
  mapping.setting = catalog;
  JobImport import(mapping);
  TextSource source(bytes);
  import.read(source, "j.csv");
  const JobTrace trace = import.finish().content;
  std::ostringstream out;
  write_job_trace(out, trace);
  const std::string text = out.str();
  TextSource again(text);
  require(
      must_read([&] { return parse_job_trace(again, "out.csv"); }).jobs.size() == trace.jobs.size(),
      "jobs are read back");
}

}  // namespace bacelab::fuzz
