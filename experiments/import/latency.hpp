#pragma once

#include <string>

#include "experiments/files/byte_source.hpp"
#include "experiments/import/imported.hpp"
#include "experiments/import/measured_links.hpp"

namespace bacelab {

/// Round-trip times in ms of Skyplane's measurements (latency.csv: src, dst and the column
/// `statistic`, such as avg_ms), a row a directed pair. Throws InputError.
Imported<MeasuredLinks> import_latency(ByteSource& source, const std::string& name,
                                       const RegionKeys& regions, const std::string& statistic);

}  // namespace bacelab
