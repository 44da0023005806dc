#include "core/scheduling/rules.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <new>

namespace bacelab {
namespace {

std::string text(std::size_t number) { return std::to_string(number); }

std::string region_text(RegionIndex region) { return "region " + text(region.value()); }

void require_path(const SystemState& state, std::span<const RegionIndex> path) {
  if (path.empty()) throw RuleBroken("the path has no region");
  const std::size_t regions = state.topology().regions();
  std::uint64_t seen = 0;  // a bit for every 64th region: only one of those may be there already
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i].value() >= regions) {
      throw RuleBroken("there is no " + region_text(path[i]) + ", but 0 to " + text(regions - 1));
    }
    const std::uint64_t bit = std::uint64_t{1} << (path[i].value() % 64);
    const auto before = path.first(i);
    if ((seen & bit) != 0 && std::find(before.begin(), before.end(), path[i]) != before.end()) {
      throw RuleBroken(region_text(path[i]) + " is on the path twice");
    }
    seen |= bit;
    if (i == 0 || state.topology().link_between(path[i - 1], path[i])) continue;
    throw RuleBroken("there is no link from " + region_text(path[i - 1]) + " to " +
                     region_text(path[i]));
  }
}

/// The option with as many stages as there are.
const StageOption& require_option(const StagePlan& plan, std::span<const int> stages) {
  std::int64_t sum = 0;
  for (const int in_region : stages) {
    if (in_region < 1)
      throw RuleBroken("a region of the path has " + std::to_string(in_region) +
                       " stages, but must have one or more");
    sum += in_region;
  }
  if (sum <= plan.best().stages) {
    const StageOption* const option = plan.largest_within(static_cast<int>(sum));
    if (option != nullptr && option->stages == sum) return *option;
  }
  std::string allowed;
  for (const StageOption& option : plan.options()) {
    allowed += (allowed.empty() ? "" : ", ") + std::to_string(option.stages);
  }
  throw RuleBroken("the job can't have " + std::to_string(sum) + " stages, but " + allowed);
}

/// One comparison tells of two.
bool has_nan(std::span<const double> values) {
  for (std::size_t i = 1; i < values.size(); i += 2) {
    if (std::isunordered(values[i - 1], values[i])) return true;
  }
  return !values.empty() && std::isnan(values.back());
}

}  // namespace

const StageOption& require_place(const SystemState& state, const StagePlan& plan,
                                 std::span<const RegionIndex> path, std::span<const int> stages) {
  require_path(state, path);
  if (stages.size() != path.size()) {
    throw RuleBroken("the path has " + text(path.size()) + " regions, and stages are given for " +
                     text(stages.size()));
  }
  const StageOption& option = require_option(plan, stages);
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (!plan.holds(option, path[i])) {
      throw RuleBroken("the GPUs of " + region_text(path[i]) +
                       " have too little memory for one of " + std::to_string(option.stages) +
                       " stages");
    }
    const int free = state.free_gpus()[path[i]];
    if (stages[i] <= free / option.gpus) continue;
    throw RuleBroken(std::to_string(stages[i]) + " stages of " + std::to_string(option.gpus) +
                     (option.gpus == 1 ? " GPU" : " GPUs") + " are put into " +
                     region_text(path[i]) + ", which has " + std::to_string(free) + " free GPUs");
  }
  return option;
}

void rethrow_as_broken(const std::string& where) {
  try {
    throw;
  } catch (const std::bad_alloc&) {
    // If there is none left at all, the text can't be made, and std::bad_alloc goes on from here.
    throw RuleBroken(where + "the policy ran out of memory");
  } catch (const RuleBroken& broken) {
    throw RuleBroken(where + broken.what());
  } catch (const std::exception& error) {
    throw RuleBroken(where + "the policy threw an exception: " + error.what());
  } catch (...) {
    throw RuleBroken(where + "the policy threw something that is no std::exception");
  }
}

void require_scores(std::span<const double> scores, std::size_t jobs) {
  if (scores.size() != jobs) {
    throw RuleBroken("the ordering gave " + text(scores.size()) + " scores for " + text(jobs) +
                     " pending jobs");
  }
  if (has_nan(scores)) throw RuleBroken("the ordering gave a score that is not a number");
}

}  // namespace bacelab
