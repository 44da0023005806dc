#include "experiments/import/throughput.hpp"

#include <fmt/format.h>

#include "experiments/csv/csv_table.hpp"

namespace bacelab {

Imported<MeasuredLinks> import_throughput(ByteSource& source, const std::string& name,
                                          const RegionKeys& regions, const std::string& tier) {
  CsvTable csv(source, name);
  const CsvColumn from = csv.column("src");
  const CsvColumn to = csv.column("dst");
  const CsvColumn gbps = csv.column("recv_gbps");
  const auto from_tier = csv.find("src_tier");
  const auto to_tier = csv.find("dst_tier");
  Imported<MeasuredLinks> result = {MeasuredLinks(regions), {}};
  std::size_t other_tiers = 0;
  while (csv.next()) {
    const double sample = csv.number(gbps, Bounds::between(0.0, 1e6).in("Gbit/s"));
    const bool other =
        (from_tier && csv.text(*from_tier) != tier) || (to_tier && csv.text(*to_tier) != tier);
    if (other) {
      ++other_tiers;
    } else {
      result.content.add(csv.filled(from), csv.filled(to), sample);
    }
  }
  result.notes.push_back(fmt::format("{}: read {}", name, counted(csv.rows(), "row")));
  if (other_tiers > 0) {
    result.notes.push_back(fmt::format("dropped {} of another network tier than {} at either end",
                                       counted(other_tiers, "row"), tier));
  }
  result.content.put_notes("throughput", result.notes);
  return result;
}

}  // namespace bacelab
