// The policy `bace` written again from its description (MODEL.md section 7): as parts (own_bace),
// and as a whole policy (whole_bace).
#include <algorithm>
#include <array>
#include <cmath>
#include <core/plugin/plugin.hpp>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace {

using namespace bacelab;

/// (1 - alpha)(1 - I) + alpha (1 - D), highest first.
class OwnPriority final : public Ordering {
 public:
  void score(const Situation& situation, std::vector<double>& scores) const override {
    const auto pending = situation.pending;
    double longest = 0.0;
    double highest = 0.0;
    for (const PendingJob& job : pending) {
      longest = std::max(longest, job.ideal_s);
      highest = std::max(highest, job.plan->best().demand_bit_per_s);
    }
    const double alpha =
        network_utilisation(situation.state.total_demand(), situation.state.total_capacity());
    scores.clear();
    for (const PendingJob& job : pending) {
      const double length = 1.0 - job.ideal_s / longest;
      const double traffic = 1.0 - job.plan->best().demand_bit_per_s / highest;
      scores.push_back(-((1.0 - alpha) * length + alpha * traffic));
    }
  }
  [[nodiscard]] Looks looks() const override { return Looks::at_nothing(); }
};

/// One stage in every region, the rest to the cheapest regions first; the cheaper division is
/// better.
class OwnCheapest final : public Allocator {
 public:
  void allocate(const JobView& view, Placement& placement) const override {
    const std::size_t regions = placement.path.size();
    placement.stages.assign(regions, 1);
    int left = placement.option->stages - static_cast<int>(regions);
    while (left > 0) {
      const std::size_t i = cheapest_with_room(view, placement);
      const int more = std::min(left, view.free_slots[placement.path[i]] - placement.stages[i]);
      placement.stages[i] += more;
      left -= more;
    }
    placement.price = {};
    if (regions == 1) {
      add_price(view, placement, 0);
      return;
    }
    std::size_t before = regions;
    for (std::size_t n = 0; n < regions; ++n) {
      before = next_by_index(placement.path, before);
      add_price(view, placement, before);
    }
  }

  [[nodiscard]] bool better(const Placement& candidate, const Placement& best) const override {
    const double difference = candidate.price.price - best.price.price;
    if (std::abs(difference) > 1e-9 * (candidate.price.magnitude + best.price.magnitude)) {
      return difference < 0.0;
    }
    if (candidate.path.size() != best.path.size()) return candidate.path.size() < best.path.size();
    return candidate.path < best.path;
  }
  [[nodiscard]] Looks looks() const override { return {.at_prices = true, .at_links = false}; }

 private:
  static std::size_t cheapest_with_room(const JobView& view, const Placement& placement) {
    const auto& price = view.state.price();
    std::size_t cheapest = placement.path.size();
    for (std::size_t i = 0; i < placement.path.size(); ++i) {
      const RegionIndex region = placement.path[i];
      if (placement.stages[i] == view.free_slots[region]) continue;
      if (cheapest == placement.path.size()) {
        cheapest = i;
        continue;
      }
      const RegionIndex other = placement.path[cheapest];
      const bool is_tie = price[region] == price[other];
      if (is_tie ? region < other : price[region] < price[other]) cheapest = i;
    }
    return cheapest;
  }

  /// The position of the region with the next larger index; from the end of the path: the smallest.
  static std::size_t next_by_index(const std::vector<RegionIndex>& path, std::size_t before) {
    std::size_t next = path.size();
    for (std::size_t i = 0; i < path.size(); ++i) {
      if (before < path.size() && path[i] <= path[before]) continue;
      if (next == path.size() || path[i] < path[next]) next = i;
    }
    return next;
  }

  static void add_price(const JobView& view, Placement& placement, std::size_t i) {
    const int gpus = placement.stages[i] * placement.option->gpus;
    const double price = gpus * view.state.price()[placement.path[i]];
    placement.price.price += price;
    placement.price.magnitude += std::abs(price);
  }
};

constexpr std::array<ParameterInfo, 1> kappa = {
    {{"fraction", 0.5, 0.0, 1.0, "minimum stages at start, of those in an empty cluster"}}};

/// From every region along the highest residual bandwidth, on links with room for the demand.
class OwnFinder final : public PathFinder {
 public:
  explicit OwnFinder(double fraction) : fraction_(fraction) {}

  SearchOutcome find(const SystemState& state, const StagePlan& plan, const Allocator& allocator,
                     Placement& result, DecisionLog* /*log*/) override {
    Search search = {state, plan, allocator, result, {}, room_in(state, plan)};
    const StageOption* const most = most_stages(state, plan);
    if (most == nullptr) return search.outcome;
    const auto& options = plan.options();
    const auto end = static_cast<std::size_t>(most - options.data()) + 1;
    std::size_t floor = 0;
    while (options[floor].stages < fraction_ * most->stages) ++floor;

    for (std::size_t i = end; i-- > floor;) {
      if (finds(search, options[i], true)) return search.outcome;
    }
    if (state.running_jobs() == 0) {
      for (std::size_t i = floor; i-- > 0;) {
        if (finds(search, options[i], true)) return search.outcome;
      }
      for (std::size_t i = 0; i < end; ++i) {
        if (finds(search, options[i], false)) return search.outcome;
      }
    }
    const int fewest = options[state.running_jobs() == 0 ? 0 : floor].stages;
    search.outcome.by_gpus_alone = search.room.slots < fewest && state.regions_with_free_gpus() < 2;
    return search.outcome;
  }
  [[nodiscard]] Looks looks() const override { return {.at_prices = false, .at_links = true}; }

 private:
  /// The most slots there may be, and the lowest residual bandwidth between two regions with some.
  struct Room {
    int slots = std::numeric_limits<int>::max();
    double lowest = std::numeric_limits<double>::infinity();
  };
  struct Search {
    const SystemState& state;
    const StagePlan& plan;
    const Allocator& allocator;
    Placement& best;
    SearchOutcome outcome;
    Room room;
  };

  /// Unknown unless each free GPU is a slot.
  static Room room_in(const SystemState& state, const StagePlan& plan) {
    Room room;
    if (!plan.slots_are_gpus()) return room;
    room.slots = state.total_free_gpus();
    if (room.slots >= plan.best().stages || state.regions_with_free_gpus() < 2) return room;
    const auto& free = state.free_gpus();
    for (RegionIndex region; region < free.end_index(); ++region) {
      if (free[region] < 1) continue;
      const auto neighbours = state.topology().neighbours(region);
      const auto residuals = state.edge_residuals(region);
      for (std::size_t i = 0; i < neighbours.size(); ++i) {
        if (residuals[i] == SystemState::no_edge || free[neighbours[i].region] < 1) continue;
        room.lowest = std::min(room.lowest, residuals[i]);
      }
    }
    return room;
  }

  /// Tries one stage count, from every region.
  bool finds(Search& search, const StageOption& option, bool with_room) {
    const double least =
        with_room ? SystemState::least_room(option.demand_bit_per_s) : SystemState::no_edge;
    if (search.room.slots < option.stages) {
      // No path has so many; each link between regions with slots is looked at nevertheless.
      if (search.room.lowest < least) search.outcome.edge_refused = true;
      return false;
    }
    const JobView view = slots_.of(search.state, search.plan, option);
    for (RegionIndex start; start < view.free_slots.end_index(); ++start) {
      if (view.free_slots[start] < 1) continue;
      candidate_.option = &option;
      if (!walk(view, start, least, search.outcome.edge_refused)) continue;
      search.allocator.allocate(view, candidate_);
      if (search.outcome.found && !search.allocator.better(candidate_, search.best)) continue;
      std::swap(candidate_, search.best);
      search.outcome.found = true;
    }
    return search.outcome.found;
  }

  /// Lays the path from a region until it has slots for all stages.
  bool walk(const JobView& view, RegionIndex start, double least, bool& refused) {
    auto& path = candidate_.path;
    path.assign(1, start);
    int slots = view.free_slots[start];
    while (slots < candidate_.option->stages) {
      const auto neighbours = view.state.topology().neighbours(path.back());
      const auto residuals = view.state.edge_residuals(path.back());
      double highest = SystemState::no_edge;
      RegionIndex next;
      for (std::size_t i = 0; i < neighbours.size(); ++i) {
        const RegionIndex region = neighbours[i].region;
        if (residuals[i] == SystemState::no_edge || view.free_slots[region] < 1) continue;
        if (std::find(path.begin(), path.end(), region) != path.end()) continue;
        if (residuals[i] < least) {
          refused = true;
        } else if (residuals[i] > highest) {
          highest = residuals[i];
          next = region;
        }
      }
      if (highest == SystemState::no_edge) return false;
      path.push_back(next);
      slots += view.free_slots[next];
    }
    return true;
  }

  double fraction_;
  FreeSlots slots_;
  Placement candidate_;
};

/// The same without parts: the first job by priority that finds a place.
class WholeBace final : public WholePolicy {
 public:
  explicit WholeBace(double fraction) : finder_(fraction) {}

  void begin_run(std::uint64_t /*seed*/) override {}
  void decide(const Situation& situation, std::vector<Decision>& decisions) override {
    priority_.score(situation, scores_);
    sort_by_score(scores_, order_);
    for (const std::uint32_t position : order_) {
      const StagePlan& plan = *situation.pending[position].plan;
      if (!finder_.find(situation.state, plan, allocator_, placement_, nullptr).found) continue;
      decisions.push_back({position, placement_.path, placement_.stages});
      return;
    }
  }

 private:
  OwnPriority priority_;
  OwnFinder finder_;
  OwnCheapest allocator_;
  Placement placement_;
  std::vector<double> scores_;
  std::vector<std::uint32_t> order_;
};

/// Makes a part of the value of `fraction`.
template <class Base, class Part>
std::unique_ptr<Base> with_fraction(const Parameters& given) {
  return std::make_unique<Part>(value_of(kappa[0], given));
}

void add(PolicyCatalog& catalog) {
  catalog.add_ordering({"own_priority", "as bace",
                        [](const Parameters&) { return std::make_unique<OwnPriority>(); }});
  catalog.add_allocator({"own_cheapest", "as cheapest_first",
                         [](const Parameters&) { return std::make_unique<OwnCheapest>(); }});
  catalog.add_path_finder({"own_finder", "as bace", with_fraction<PathFinder, OwnFinder>, kappa});
  catalog.add_policy({"own_bace", "own_priority", false, "own_finder", "own_cheapest", {}});
  catalog.add_whole_policy({"whole_bace", "as bace", with_fraction<WholePolicy, WholeBace>, kappa});
}

}  // namespace

BACELAB_PLUGIN("1.0", add)
