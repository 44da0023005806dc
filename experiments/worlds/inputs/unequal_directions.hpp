#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace bacelab {

/// Counts pairs of regions whose two directions differ in a figure, of which only the worse counts
/// (MODEL.md section 1), and finds the pair that differs most.
class UnequalDirections {
 public:
  /// The figure from a to b and back.
  void add(const std::string& a, const std::string& b, double there, double back);

  /// "network.gbps: 2 of 3 pairs differ by direction, most A - B: 5 and 2 Gbit/s (2.5 times); the
  /// smaller counts"; none if no pair differs. `what` names the figure, `taken` the value that
  /// counts.
  [[nodiscard]] std::optional<std::string> note(const std::string& what, const char* unit,
                                                const char* taken) const;

 private:
  std::size_t pairs_ = 0;
  std::size_t unequal_ = 0;
  double largest_ratio_ = 1.0;
  std::string most_;  // the pair, "A - B"
  double there_ = 0.0;
  double back_ = 0.0;
};

}  // namespace bacelab
