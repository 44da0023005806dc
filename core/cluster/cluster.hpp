#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/cluster/gpu_type.hpp"
#include "core/cluster/series.hpp"
#include "core/cluster/topology.hpp"
#include "core/index.hpp"

namespace bacelab {

/// A place with GPUs and an electricity price (MODEL.md section 1).
struct Region {
  std::string name;
  int gpus = 0;  ///< G_r >= 1
  GpuType gpu;
  double pue = 1.0;                      ///< power usage effectiveness, >= 1
  Series price;                          ///< USD/kWh; may be zero or negative
  std::optional<Series> observed_price;  ///< what the scheduler sees, if not `price`
  std::optional<Series> capacity;        ///< usable GPUs G_r(t), at most `gpus`; none: all of them

  [[nodiscard]] const Series& price_seen() const {
    return observed_price ? *observed_price : price;
  }
};

/// A connection of two regions, full duplex (MODEL.md section 1).
struct Link {
  RegionIndex a;
  RegionIndex b;
  double delay_s = 0.0;                      ///< one way
  Series bandwidth;                          ///< bit/s in each direction, >= 0
  std::optional<Series> observed_bandwidth;  ///< what the scheduler sees, if not `bandwidth`
  double transfer_usd_per_gb = 0.0;          ///< price of 10^9 bytes over the link

  [[nodiscard]] const Series& bandwidth_seen() const {
    return observed_bandwidth ? *observed_bandwidth : bandwidth;
  }
};

/// All regions and links, with who is linked to whom.
class Cluster {
 public:
  Cluster() : Cluster({}, {}) {}
  Cluster(Table<RegionIndex, Region> regions, Table<LinkIndex, Link> links);
  /// With the topology of these links, which clusters share.
  Cluster(Table<RegionIndex, Region> regions, Table<LinkIndex, Link> links,
          std::shared_ptr<const Topology> topology);

  [[nodiscard]] const Table<RegionIndex, Region>& regions() const { return regions_; }
  [[nodiscard]] const Table<LinkIndex, Link>& links() const { return links_; }
  [[nodiscard]] const Topology& topology() const { return *topology_; }
  /// GPUs of all regions, in use or not, outages aside.
  [[nodiscard]] int total_gpus() const { return total_gpus_; }

 private:
  Table<RegionIndex, Region> regions_;
  Table<LinkIndex, Link> links_;
  std::shared_ptr<const Topology> topology_;
  int total_gpus_ = 0;
};

}  // namespace bacelab
