#pragma once

#include <optional>
#include <string>

#include "core/registry.hpp"
#include "experiments/text/files.hpp"
#include "experiments/worlds/import/measured_links.hpp"

namespace bacelab {

/// Whose file it is, which decides about the names of its columns.
struct LinkFormat {
  const char* name;
  const char* description;
};

/// skyplane, plain and, of transfer prices alone, matrix.
Registry<LinkFormat> link_formats();

/// How files of links are read.
struct LinkReading {
  std::optional<std::string> format = {};  ///< none: told by the columns
  std::string tier = "PREMIUM";            ///< the only one that is taken, at both ends
  // Columns that the user names.
  std::optional<std::string> from = {};
  std::optional<std::string> to = {};
  std::optional<std::string> value = {};
  /// bit/s, Mbit/s or Gbit/s, of a column of throughputs; none: by its name.
  std::optional<std::string> unit = {};
};

// Each of these reads a file, one row per directed pair of regions, and returns what was read.
// Rows of another network tier at either end, where the file names tiers, of measurements that
// failed (`success`) and without a value are dropped. Throws InputError.

/// Gbit/s that arrived, of iperf3 between two VMs (Skyplane's throughput grids).
std::string read_throughput(ByteSource& source, const std::string& name, const LinkReading& reading,
                            MeasuredLinks& links);

/// Round-trip times in ms (Skyplane's latency.csv): of their statistics `statistic`, such as avg,
/// or the column of that name.
std::string read_latency(ByteSource& source, const std::string& name, const LinkReading& reading,
                         const std::string& statistic, MeasuredLinks& links);

/// Transfer prices in USD/GB, one row per directed pair, or as a matrix: a column of names without
/// a heading, one column per destination and one row per origin. Names may leave out the cloud
/// before a colon that keys of regions have (`eu-west-1` for `aws:eu-west-1`). A direction may have
/// one price.
std::string read_transfer_prices(ByteSource& source, const std::string& name,
                                 const LinkReading& reading, MeasuredLinks& links);

}  // namespace bacelab
