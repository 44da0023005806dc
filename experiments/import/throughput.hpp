#pragma once

#include <string>

#include "experiments/files/byte_source.hpp"
#include "experiments/import/imported.hpp"
#include "experiments/import/measured_links.hpp"

namespace bacelab {

/// Gbit/s that arrived in Skyplane's measurements (throughput.csv: src, dst, recv_gbps and, if
/// there, src_tier and dst_tier): iperf3 between two VMs, a row a directed pair. Rows of another
/// network tier than `tier` are dropped. Throws InputError.
Imported<MeasuredLinks> import_throughput(ByteSource& source, const std::string& name,
                                          const RegionKeys& regions, const std::string& tier);

}  // namespace bacelab
