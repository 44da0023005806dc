#pragma once

#include <string>

#include "experiments/files/byte_source.hpp"
#include "experiments/import/imported.hpp"
#include "experiments/import/measured_links.hpp"

namespace bacelab {

/// Transfer prices in USD/GB as a matrix: a column of names without a name of its own, a column a
/// destination and a row an origin. Names may leave out the cloud before a colon that keys of
/// regions have (`eu-west-1` for `aws:eu-west-1`). Empty fields are not known. Throws InputError.
Imported<MeasuredLinks> import_transfer_prices(ByteSource& source, const std::string& name,
                                               const RegionKeys& regions);

}  // namespace bacelab
