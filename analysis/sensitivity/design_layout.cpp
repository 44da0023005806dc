#include "analysis/sensitivity/design_layout.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <map>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <variant>

#include "core/errors.hpp"

namespace bacelab {
namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

using RowKey = std::pair<std::size_t, std::size_t>;  // scramble, row

std::string block_name(std::size_t block, std::size_t factors) {
  if (block < 2) return block == 0 ? "A" : "B";
  return block < factors + 2 ? fmt::format("AB_{}", block - 1)
                             : fmt::format("BA_{}", block - factors - 1);
}

[[noreturn]] void fail(const RowKey& row, const std::string& problem) {
  throw InputError(fmt::format("this is not a complete Saltelli design: scramble {}, row {}: {}",
                               row.first, row.second, problem));
}

/// The points of each row, by block.
std::map<RowKey, std::vector<std::size_t>> points_of_rows(const SaltelliLayout& layout) {
  const std::size_t blocks = 2 + layout.factors * (layout.second_order ? 2 : 1);
  std::map<RowKey, std::vector<std::size_t>> rows;
  for (std::size_t point = 0; point < layout.block.size(); ++point) {
    const RowKey key = {layout.scramble[point], layout.row[point]};
    auto& points = rows.try_emplace(key, blocks, nowhere).first->second;
    const std::size_t block = layout.block[point];
    if (block >= blocks) fail(key, fmt::format("there is no block {}", block));
    if (points[block] != nowhere) {
      fail(key, fmt::format("block {} is there twice", block_name(block, layout.factors)));
    }
    points[block] = point;
  }
  for (const auto& [key, points] : rows) {
    for (std::size_t block = 0; block < blocks; ++block) {
      if (points[block] != nowhere) continue;
      fail(key, fmt::format("block {} is missing", block_name(block, layout.factors)));
    }
  }
  return rows;
}

void append(SaltelliValues& values, std::span<const std::size_t> points,
            std::span<const double> all, const SaltelliLayout& layout) {
  values.a.push_back(all[points[0]]);
  values.b.push_back(all[points[1]]);
  for (std::size_t i = 0; i < layout.factors; ++i) {
    values.ab[i].push_back(all[points[2 + i]]);
    if (layout.second_order) values.ba[i].push_back(all[points[2 + layout.factors + i]]);
  }
}

bool is_complete(std::span<const std::size_t> points, std::span<const char> complete) {
  for (const std::size_t point : points) {
    if (complete[point] == 0) return false;
  }
  return true;
}

template <class Value>
const std::vector<Value>& column(const ResultsDescription& description, std::string_view name) {
  const DesignColumn* const found = description.design.column(name);
  if (found != nullptr) {
    if (const auto* values = std::get_if<std::vector<Value>>(&found->values)) return *values;
  }
  throw std::invalid_argument("the design has no column '" + std::string(name) + "'");
}

/// A column of whole numbers that are not negative.
std::vector<std::size_t> places(const ResultsDescription& description, std::string_view name) {
  const auto& values = column<std::int64_t>(description, name);
  return {values.begin(), values.end()};
}

}  // namespace

SaltelliArrays arrange(const SaltelliLayout& layout, std::span<const double> values,
                       std::span<const char> complete) {
  SaltelliArrays arrays;
  std::size_t scramble = nowhere;
  for (const auto& [key, points] : points_of_rows(layout)) {
    if (!is_complete(points, complete)) {
      ++arrays.dropped;
      continue;
    }
    if (key.first != scramble) {
      scramble = key.first;
      SaltelliValues& next = arrays.values.emplace_back();
      next.ab.resize(layout.factors);
      if (layout.second_order) next.ba.resize(layout.factors);
    }
    append(arrays.values.back(), points, values, layout);
    ++arrays.rows;
  }
  return arrays;
}

SaltelliLayout saltelli_layout(const ResultsDescription& description) {
  SaltelliLayout layout;
  layout.factors = description.factors.size();
  layout.second_order = description.design.number("second_order").value_or(0) != 0;
  layout.scramble = places(description, "scramble");
  layout.row = places(description, "row");
  layout.block = places(description, "block");
  return layout;
}

std::vector<MorrisStep> morris_steps(const ResultsDescription& description) {
  const auto& trajectory = column<std::int64_t>(description, "trajectory");
  const auto& changed = column<std::int64_t>(description, "changed");
  const auto& delta = column<double>(description, "delta");
  std::vector<MorrisStep> steps;
  for (std::size_t point = 0; point < trajectory.size(); ++point) {
    steps.push_back({trajectory[point], changed.at(point), delta.at(point)});
  }
  return steps;
}

std::vector<std::string> factor_names(const ResultsDescription& description) {
  std::vector<std::string> names;
  for (const Factor& factor : description.factors) names.push_back(factor.name);
  return names;
}

}  // namespace bacelab
