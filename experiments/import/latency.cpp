#include "experiments/import/latency.hpp"

#include <fmt/format.h>

#include "experiments/csv/csv_table.hpp"

namespace bacelab {

Imported<MeasuredLinks> import_latency(ByteSource& source, const std::string& name,
                                       const RegionKeys& regions, const std::string& statistic) {
  CsvTable csv(source, name);
  const CsvColumn from = csv.column("src");
  const CsvColumn to = csv.column("dst");
  const CsvColumn rtt = csv.column(statistic);
  Imported<MeasuredLinks> result = {MeasuredLinks(regions), {}};
  while (csv.next()) {
    result.content.add(csv.filled(from), csv.filled(to),
                       csv.number(rtt, Bounds::between(0.0, 1e6).in("ms")));
  }
  result.notes.push_back(fmt::format("{}: read {}", name, counted(csv.rows(), "row")));
  result.content.put_notes("round-trip time (" + statistic + ")", result.notes);
  return result;
}

}  // namespace bacelab
