#include "experiments/text/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace bacelab {

std::string clock_text(double seconds) {
  const auto whole = static_cast<long long>(std::max(0.0, std::ceil(seconds)));
  const long long hours = whole / 3600;
  const long long minutes = whole / 60 % 60;
  if (hours > 0) return fmt::format("{}:{:02}:{:02}", hours, minutes, whole % 60);
  return fmt::format("{}:{:02}", minutes, whole % 60);
}

std::string grouped(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::ptrdiff_t i = std::ssize(digits) - 3; i > 0; i -= 3) {
    digits.insert(static_cast<std::size_t>(i), ",");
  }
  return digits;
}

}  // namespace bacelab
