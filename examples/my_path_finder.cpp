// A path finder of one's own: a job goes into one region or into two linked ones, whichever the
// allocator likes best; a link is taken only if its residual bandwidth exceeds the job's demand
// enough.
#include <array>
#include <bacelab/plugin.hpp>
#include <memory>
#include <span>
#include <utility>

namespace {

using namespace bacelab;

constexpr std::array<ParameterInfo, 1> parameters = {
    {{"headroom", 1.0, 0.0, 100.0, "least residual bandwidth of a link, in demands of the job"}}};

class CheapestPair final : public PathFinder {
 public:
  explicit CheapestPair(double headroom) : headroom_(headroom) {}

  SearchOutcome find(const SystemState& state, const StagePlan& plan, const Allocator& allocator,
                     Placement& result, DecisionLog* log) override {
    SearchOutcome outcome;
    const auto& options = plan.options();  // by ascending stages: the most stages first
    for (auto option = options.rbegin(); option != options.rend() && !outcome.found; ++option) {
      const JobView view = slots_.of(state, plan, *option);
      candidate_.option = &*option;
      for (RegionIndex first; first < view.free_slots.end_index(); ++first) {
        candidate_.path.assign(1, first);
        try_candidate(view, allocator, outcome, result, log);
        for (const Neighbour& next : state.topology().neighbours(first)) {
          if (!has_room(state, next.link, *option)) continue;
          candidate_.path = {first, next.region};
          try_candidate(view, allocator, outcome, result, log);
        }
      }
    }
    if (!outcome.found && log) log->refused("neither a region nor a pair of them has room");
    return outcome;
  }

 private:
  // While nothing runs any link will do: there is nothing to wait for.
  [[nodiscard]] bool has_room(const SystemState& state, LinkIndex link,
                              const StageOption& option) const {
    const double bandwidth = state.residual(link);
    if (state.running_jobs() == 0) return bandwidth > 0.0;
    return bandwidth >= headroom_ * option.demand_bit_per_s;
  }

  /// Keeps the candidate if its regions have the slots and it is the best so far.
  void try_candidate(const JobView& view, const Allocator& allocator, SearchOutcome& outcome,
                     Placement& best, DecisionLog* log) {
    if (!can_take(view, candidate_.path, candidate_.option->stages)) return;
    allocator.allocate(view, candidate_);
    if (log) log->candidate(candidate_);
    if (outcome.found && !allocator.better(candidate_, best)) return;
    best = candidate_;
    outcome.found = true;
  }

  double headroom_;
  FreeSlots slots_;
  Placement candidate_;
};

void add(PolicyCatalog& catalog) {
  const auto make = [](const Parameters& given) -> std::unique_ptr<PathFinder> {
    return std::make_unique<CheapestPair>(value_of(parameters[0], given));
  };
  catalog.add_path_finder({"cheapest_pair",
                           "one region or two linked ones, which the allocator prefers", make,
                           parameters});
}

}  // namespace

BACELAB_PLUGIN("1.0", add)
