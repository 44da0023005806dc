#pragma once

#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/cluster/gpus.hpp"
#include "core/cluster/series.hpp"
#include "core/cluster/timeline.hpp"
#include "core/contract.hpp"
#include "core/index.hpp"

namespace bacelab {

/// The two ends of a link; undirected.
struct LinkEnds {
  RegionIndex a;
  RegionIndex b;
};

/// A region at the other end of a link.
struct Neighbour {
  RegionIndex region;
  LinkIndex link;
};

/// The positions of a link among the neighbours of its two ends, in the list of all regions'
/// neighbours.
struct LinkPlaces {
  std::size_t at_a = 0;
  std::size_t at_b = 0;
};

/// Which regions are linked, whatever the capacity.
class Topology {
 public:
  Topology() = default;
  /// Ends must be two different regions below `regions`, each pair at most once.
  Topology(std::size_t regions, std::span<const LinkEnds> links);

  [[nodiscard]] std::size_t regions() const { return first_.size() - 1; }
  [[nodiscard]] std::size_t links() const { return ends_.size(); }
  [[nodiscard]] const LinkEnds& ends(LinkIndex link) const { return ends_[link]; }
  /// The linked regions, by ascending region index.
  [[nodiscard]] std::span<const Neighbour> neighbours(RegionIndex region) const {
    return row(std::span(neighbours_), region);
  }
  [[nodiscard]] const LinkPlaces& places(LinkIndex link) const { return places_[link]; }
  /// The values for the neighbours of one region, from a list for all regions' neighbours.
  template <class Value>
  [[nodiscard]] std::span<const Value> row(std::span<const Value> values,
                                           RegionIndex region) const {
    BACELAB_EXPECTS(region.value() < regions());
    BACELAB_EXPECTS(values.size() == neighbours_.size());
    return values.first(first_[region.value() + 1]).subspan(first_[region.value()]);
  }
  /// The link between two regions, if there is one.
  [[nodiscard]] std::optional<LinkIndex> link_between(RegionIndex a, RegionIndex b) const;
  /// Are these one region or more, all different, each linked to the next?
  [[nodiscard]] bool is_path(std::span<const RegionIndex> regions) const;

 private:
  Table<LinkIndex, LinkEnds> ends_;
  Table<LinkIndex, LinkPlaces> places_;
  std::vector<Neighbour> neighbours_;     // of all regions, region after region
  std::vector<std::size_t> first_ = {0};  // region r has neighbours_[first_[r] .. first_[r + 1])
};

/// A place with GPUs and an electricity price (MODEL.md section 1).
struct Region {
  std::string name;
  int gpus = 0;  ///< G_r >= 1
  GpuType gpu;
  double pue = 1.0;                      ///< power usage effectiveness, >= 1
  Series price;                          ///< USD/kWh; may be zero or negative
  std::optional<Series> observed_price;  ///< what the scheduler sees, if not `price`
  std::optional<Series> capacity;        ///< usable GPUs G_r(t), at most `gpus`; none: all of them
  /// b_r > 0: between any two of its GPUs, not shared by jobs; infinite: transfers take no time.
  double internal_bit_per_s = std::numeric_limits<double>::infinity();

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

/// All regions and links, and which regions are linked.
class Cluster {
 public:
  Cluster() : Cluster({}, {}) {}
  Cluster(Table<RegionIndex, Region> regions, Table<LinkIndex, Link> links);
  /// `topology` must be that of the regions and links; clusters may share it.
  Cluster(Table<RegionIndex, Region> regions, Table<LinkIndex, Link> links,
          std::shared_ptr<const Topology> topology);

  [[nodiscard]] const Table<RegionIndex, Region>& regions() const { return regions_; }
  [[nodiscard]] const Table<LinkIndex, Link>& links() const { return links_; }
  [[nodiscard]] const Topology& topology() const { return *topology_; }
  /// GPUs of all regions, in use or not, outages aside.
  [[nodiscard]] int total_gpus() const { return total_gpus_; }
  /// The same of the largest region.
  [[nodiscard]] int largest_region_gpus() const { return largest_region_gpus_; }
  /// Does the time of an iteration in one region depend on the region?
  [[nodiscard]] bool regions_differ() const { return regions_differ_; }
  /// Does the power of a GPU that a job holds depend on how much it computes?
  [[nodiscard]] bool power_varies() const { return power_varies_; }
  /// The breakpoints of all series, as far as somebody has looked: like a growing series, for one
  /// thread at a time.
  [[nodiscard]] Timeline& timeline() const;

 private:
  void sum_up();

  Table<RegionIndex, Region> regions_;
  Table<LinkIndex, Link> links_;
  std::shared_ptr<const Topology> topology_;
  int total_gpus_ = 0;
  int largest_region_gpus_ = 0;
  bool regions_differ_ = false;
  bool power_varies_ = false;
  // Growing on demand is invisible from outside, hence mutable. It refers to the elements of the
  // tables, which stay where they are when the cluster is moved.
  mutable std::unique_ptr<Timeline> timeline_;
};

}  // namespace bacelab
