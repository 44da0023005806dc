#include "experiments/design/design_type.hpp"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <string>

#include "experiments/design/types/grid.hpp"
#include "experiments/design/types/lhs.hpp"
#include "experiments/design/types/morris.hpp"
#include "experiments/design/types/saltelli.hpp"
#include "experiments/design/types/single.hpp"
#include "experiments/design/types/sobol.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_points = 1'000'000;
constexpr double most_samples = 1'048'576.0;       // 2^20
constexpr double most_seeds = 9007199254740992.0;  // 2^53

}  // namespace

std::span<const DesignType> design_types() {
  static constexpr std::array<DesignType, 6> all = {{
      {"single", "one point", make_single},
      {"grid", "all combinations of the factors' values", make_grid},
      {"lhs", "a Latin hypercube over the factors' ranges", make_lhs},
      {"sobol", "a scrambled Sobol sequence over the factors' ranges", make_sobol},
      {"saltelli", "the points that Sobol indices need", make_saltelli},
      {"morris", "trajectories for elementary effects", make_morris},
  }};
  return all;
}

std::uint64_t read_design_seed(const DesignRequest& request) {
  const auto own = request.section.optional_integer("seed", Bounds::between(0, most_seeds),
                                                    "Seed of the design; default: the study's");
  if (own) return static_cast<std::uint64_t>(*own);
  return static_cast<std::uint64_t>(
      request.root.table("study", "The study as a whole")
          .integer("seed", 1, Bounds::between(0, most_seeds), "Seed of all random numbers"));
}

void require_points(const ConfigSection& section, std::string_view key, std::size_t rows,
                    std::size_t points_of_row) {
  if (rows <= most_points / points_of_row) return;
  section.fail(key, fmt::format("the design has too many points: {} x {}", rows, points_of_row),
               fmt::format("at most {} points in all", most_points));
}

std::size_t read_power_of_two(const ConfigSection& section, std::string_view key,
                              std::int64_t fallback, std::string_view documentation) {
  const auto rows = static_cast<std::size_t>(
      section.integer(key, fallback, Bounds::between(1, most_samples), documentation));
  if (!std::has_single_bit(rows)) {
    section.fail(
        key, "a Sobol sequence is even only at powers of two",
        fmt::format("a power of two, such as {} or {}", std::bit_floor(rows), std::bit_ceil(rows)));
  }
  return rows;
}

void require_factors(const DesignRequest& request) {
  if (!request.factors.empty()) return;
  request.section.fail("type", "this design needs factors: [design.factors.NAME]", "single");
}

}  // namespace bacelab
