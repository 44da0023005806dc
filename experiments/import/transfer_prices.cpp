#include "experiments/import/transfer_prices.hpp"

#include <fmt/format.h>

#include <set>
#include <vector>

#include "experiments/csv/csv_table.hpp"

namespace bacelab {
namespace {

/// The key of a region that a name of the matrix stands for; the name itself if there is none.
std::string full_key(const std::string& name, const RegionKeys& regions) {
  for (const std::string& key : regions.keys()) {
    if (key == name || key.substr(key.find(':') + 1) == name) return key;
  }
  return name;
}

}  // namespace

Imported<MeasuredLinks> import_transfer_prices(ByteSource& source, const std::string& name,
                                               const RegionKeys& regions) {
  CsvTable csv(source, name);
  const CsvColumn origin{0};
  std::vector<std::string> destinations;
  for (const std::string& column : csv.names()) destinations.push_back(full_key(column, regions));
  Imported<MeasuredLinks> result = {MeasuredLinks(regions), {}};
  std::set<std::string, std::less<>> seen;
  while (csv.next()) {
    const std::string from = full_key(std::string(csv.filled(origin)), regions);
    if (!seen.insert(from).second) csv.fail(origin, "has a row already");
    for (std::size_t i = 1; i < destinations.size(); ++i) {
      const auto price = csv.optional_number(CsvColumn(i), Bounds::between(0.0, 1e6).in("USD/GB"));
      if (price) result.content.add(from, destinations[i], *price);
    }
  }
  result.notes.push_back(fmt::format("{}: read {} of {}", name, counted(csv.rows(), "row"),
                                     counted(destinations.size() - 1, "price")));
  result.content.put_notes("transfer price", result.notes);
  return result;
}

}  // namespace bacelab
