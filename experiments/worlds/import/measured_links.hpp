#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "experiments/worlds/import/imported.hpp"
#include "experiments/worlds/inputs/link_table.hpp"

namespace bacelab {

/// Why a sample is not used.
enum class UnusedSample : std::size_t {
  failed,         ///< the measurement
  other_tier,     ///< than the one that is asked for, at either end
  without_value,  ///< the field is empty, or 0 where that is impossible
  internet,       ///< the other end
  within_region,  ///< both ends are one region
  other_regions,  ///< than those of the study
};
inline constexpr std::size_t unused_sample_reasons = 6;

/// Samples of one quantity for directed pairs of regions, such as a throughput, gathered row by row
/// from public files. A sample takes 8 bytes; those that are not used take none.
class MeasuredLinks {
 public:
  explicit MeasuredLinks(RegionKeys regions) : regions_(std::move(regions)) {}

  /// Takes a sample, unless an end is not a region of the study or both are the same.
  void add(std::string_view from, std::string_view to, double sample);
  /// Counts a sample that is not used.
  void drop(std::string_view from, std::string_view to, UnusedSample reason);

  /// The median of the samples from one region to another, none if there are none.
  [[nodiscard]] std::optional<double> median(std::size_t from, std::size_t to) const;
  /// The same, by the keys of the regions.
  [[nodiscard]] std::optional<double> median(std::string_view from, std::string_view to) const;
  /// Is there a sample in either direction?
  [[nodiscard]] bool has(std::size_t a, std::size_t b) const {
    return samples_.contains({a, b}) || samples_.contains({b, a});
  }
  /// A value for a link without a sample.
  void assume(std::size_t a, std::size_t b, double value) { samples_[{a, b}] = {value}; }
  [[nodiscard]] const RegionKeys& regions() const { return regions_; }

  /// Appends how many samples were taken and dropped, by reason, and how they were reduced.
  void put_notes(const std::string& figure, std::vector<std::string>& notes) const;
  /// "has no region 'a' (did you mean 'b'?)" for each region that the files do not name.
  [[nodiscard]] std::vector<std::string> unknown_regions() const;
  /// Throws InputError, beginning with `files`, if a link has no sample in either direction.
  /// `remedy` says what can be done: "leave such links out with --allow-missing".
  void require_all(const std::string& files, std::string_view remedy) const;

 private:
  using Counts = std::array<std::size_t, unused_sample_reasons>;

  void know(std::string_view from, std::string_view to);

  RegionKeys regions_;
  std::map<std::pair<std::size_t, std::size_t>, std::vector<double>> samples_;
  std::map<std::pair<std::size_t, std::size_t>, Counts> unused_;  // between regions of the study
  std::set<std::string, std::less<>> known_keys_;                 // of the files, the first ones
  std::size_t taken_ = 0;
  Counts dropped_{};
};

/// A measured quantity of a link table, in a unit that `factor` converts into the table's.
struct MeasuredFigure {
  MeasuredLinks links;
  std::optional<double> LinkFigures::*figure;
  double factor = 1.0;
};

/// All quantities of all directions, reduced to links. All are of the same regions.
LinkTable link_table_of(const std::vector<MeasuredFigure>& figures);

}  // namespace bacelab
