#include "experiments/box/factors.hpp"

#include <algorithm>

namespace bacelab {

std::optional<std::int64_t> DesignDescription::number(std::string_view name) const {
  const auto found = std::find_if(numbers.begin(), numbers.end(),
                                  [&](const DesignNumber& each) { return each.name == name; });
  if (found == numbers.end()) return std::nullopt;
  return found->value;
}

const DesignColumn* DesignDescription::column(std::string_view name) const {
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [&](const DesignColumn& each) { return each.name == name; });
  return found == columns.end() ? nullptr : &*found;
}

std::size_t value_count(const DesignColumn& column) {
  return std::visit([](const auto& values) { return values.size(); }, column.values);
}

}  // namespace bacelab
