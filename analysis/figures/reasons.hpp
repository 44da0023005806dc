#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/figures/figure.hpp"
#include "analysis/statistics/estimate.hpp"

namespace bacelab {

/// Why estimates of a figure have no value or no interval.
class MissingReasons {
 public:
  /// The column `reason` of these estimates: a text for each, empty where nothing is missing.
  [[nodiscard]] FigureColumn column(const std::vector<const Estimate*>& estimates);

  /// Notes in the figure how many of its estimates lack something. Throws InputError, with the
  /// first reason, if none has a value. `things`: what the estimates are, "overheads".
  void note(Figure& figure, const std::string& things) const;

 private:
  std::size_t estimates_ = 0;
  std::size_t without_value_ = 0;
  std::size_t without_interval_ = 0;
  std::string first_;
};

}  // namespace bacelab
