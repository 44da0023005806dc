#include "experiments/worlds/inputs/unequal_directions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "experiments/text/words.hpp"

namespace bacelab {

void UnequalDirections::add(const std::string& a, const std::string& b, double there, double back) {
  ++pairs_;
  if (there == back) return;
  ++unequal_;
  const auto [less, more] = std::minmax(there, back);
  const double ratio = less > 0.0 ? more / less : std::numeric_limits<double>::infinity();
  if (ratio <= largest_ratio_) return;
  largest_ratio_ = ratio;
  most_ = shown_key(a) + " - " + shown_key(b);
  there_ = there;
  back_ = back;
}

std::optional<std::string> UnequalDirections::note(const std::string& what, const char* unit,
                                                   const char* taken) const {
  if (unequal_ == 0) return std::nullopt;
  const std::string times =
      std::min(there_, back_) > 0.0 ? fmt::format(" ({:.3g} times)", largest_ratio_) : "";
  return fmt::format(
      "{}: {} of {} differ by direction, most {}: {:.4g} and {:.4g} {}{}; the {} counts", what,
      unequal_, counted(pairs_, "pair"), most_, there_, back_, unit, times, taken);
}

}  // namespace bacelab
