#include "experiments/results/point_label.hpp"

#include <fmt/format.h>

#include <variant>

namespace bacelab {

std::string point_label(std::span<const Factor> factors, std::size_t point) {
  std::string text;
  for (const Factor& factor : factors) {
    if (!text.empty()) text += ", ";
    std::visit([&](const auto& list) { text += fmt::format("{} = {}", factor.name, list[point]); },
               factor.values);
  }
  return text;
}

}  // namespace bacelab
