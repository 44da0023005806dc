#pragma once

#include <optional>
#include <span>
#include <vector>

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

/// Where a link stands among the neighbours of its ends, all regions' neighbours counted through.
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
  [[nodiscard]] const LinkEnds& ends(LinkIndex link) const { return ends_[link.value()]; }
  /// The linked regions, by ascending region index.
  [[nodiscard]] std::span<const Neighbour> neighbours(RegionIndex region) const {
    return row(std::span(neighbours_), region);
  }
  [[nodiscard]] const LinkPlaces& places(LinkIndex link) const { return places_[link.value()]; }
  /// The values that belong to the neighbours of a region, of those of all regions' neighbours.
  template <class Value>
  [[nodiscard]] std::span<const Value> row(std::span<const Value> values,
                                           RegionIndex region) const {
    const std::size_t begin = first_[region.value()];
    return values.subspan(begin, first_[region.value() + 1] - begin);
  }
  /// The link between two regions, if there is one.
  [[nodiscard]] std::optional<LinkIndex> link_between(RegionIndex a, RegionIndex b) const;

 private:
  std::vector<LinkEnds> ends_;
  std::vector<LinkPlaces> places_;
  std::vector<Neighbour> neighbours_;     // of all regions, region after region
  std::vector<std::size_t> first_ = {0};  // region r has neighbours_[first_[r] .. first_[r + 1])
};

}  // namespace bacelab
