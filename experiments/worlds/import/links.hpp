#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "experiments/text/files.hpp"
#include "experiments/worlds/import/imported.hpp"
#include "experiments/worlds/inputs/link_table.hpp"

namespace bacelab {

/// Samples of one quantity for directed pairs of regions, such as a throughput, gathered row by row
/// from a public file.
class MeasuredLinks {
 public:
  explicit MeasuredLinks(RegionKeys regions) : regions_(std::move(regions)) {}

  /// Takes a sample, unless an end is not a region of the study or both are the same.
  void add(std::string_view from, std::string_view to, double sample);

  /// The median of the samples from one region to another, none if there are none.
  [[nodiscard]] std::optional<double> median(std::size_t from, std::size_t to) const;
  [[nodiscard]] const RegionKeys& regions() const { return regions_; }
  /// Appends how many samples were taken and dropped, and how they were reduced.
  void put_notes(const std::string& figure, std::vector<std::string>& notes) const;
  /// Throws InputError, beginning with the name of the file, if a link has no sample in either
  /// direction.
  void require_all(const std::string& file) const;

 private:
  RegionKeys regions_;
  std::map<std::pair<std::size_t, std::size_t>, std::vector<double>> samples_;
  std::set<std::string, std::less<>> known_keys_;  // of the file, the first ones
  std::size_t taken_ = 0;
  std::size_t dropped_ = 0;
};

/// A measured quantity of a link table, in a unit that `factor` converts into the table's.
struct MeasuredFigure {
  MeasuredLinks links;
  std::optional<double> LinkFigures::*figure;
  double factor = 1.0;
};

/// All quantities of all directions, reduced to links. All are of the same regions.
LinkTable link_table_of(const std::vector<MeasuredFigure>& figures);

/// Round-trip times in ms of Skyplane's measurements (latency.csv: src, dst and the column
/// `statistic`, such as avg_ms), one row per directed pair. Throws InputError.
Imported<MeasuredLinks> import_latency(ByteSource& source, const std::string& name,
                                       const RegionKeys& regions, const std::string& statistic);

/// Gbit/s that arrived in Skyplane's measurements (throughput.csv: src, dst, recv_gbps and, if
/// there, src_tier and dst_tier): iperf3 between two VMs, one row per directed pair. Rows of a
/// network tier other than `tier` are dropped. Throws InputError.
Imported<MeasuredLinks> import_throughput(ByteSource& source, const std::string& name,
                                          const RegionKeys& regions, const std::string& tier);

/// Transfer prices in USD/GB as a matrix: a column of names without a heading, one column per
/// destination and one row per origin. Names may leave out the cloud before a colon that keys of
/// regions have (`eu-west-1` for `aws:eu-west-1`). Empty fields are not known. Throws InputError.
Imported<MeasuredLinks> import_transfer_prices(ByteSource& source, const std::string& name,
                                               const RegionKeys& regions);

}  // namespace bacelab
