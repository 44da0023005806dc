#include "experiments/study/design/world_sharing.hpp"

#include <fmt/format.h>

#include <variant>
#include <vector>

namespace bacelab {
namespace {

std::string within(std::string_view groups) { return fmt::format("within_{}", groups); }

}  // namespace

std::size_t read_points_sharing_worlds(const ConfigSection& study, const PointGroups& groups) {
  config::BooleanOrName fallback = true;
  std::vector<std::string> names;
  if (groups.points > 0) {
    names = {within(groups.name)};
    fallback = names.front();
  }
  const config::BooleanOrName chosen = study.boolean_or_choice(
      "common_random_numbers", fallback, names,
      "Points of the design that share their worlds: true: all, false: none; \"within_scrambles\", "
      "the default of saltelli, \"within_trajectories\", that of morris");
  if (const auto* all = std::get_if<bool>(&chosen)) return *all ? any_number_of_points : 1;
  return groups.points;
}

}  // namespace bacelab
