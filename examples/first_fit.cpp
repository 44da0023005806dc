// A whole policy of one's own: the jobs by arrival, each with as many stages as possible in the
// first region that has room for it; a job that fits nowhere does not hold up those behind it.
#include <bacelab/plugin.hpp>
#include <cstdint>
#include <memory>
#include <vector>

namespace {

using namespace bacelab;

class FirstFit final : public WholePolicy {
 public:
  void begin_run(std::uint64_t /*seed*/) override {}

  // One job at a time: the program carries it out and asks again, with the new state.
  void decide(const Situation& situation, std::vector<Decision>& decisions) override {
    const auto& free = situation.state.free_gpus();
    for (std::size_t i = 0; i < situation.pending.size(); ++i) {
      const StagePlan& plan = *situation.pending[i].plan;
      for (RegionIndex region; region < free.end_index(); ++region) {
        const int slots = free[region] / plan.gpus_of_stage();
        const StageOption* const option = plan.largest_within(slots, region);
        if (option == nullptr) continue;
        decisions.push_back({i, {region}, {option->stages}});
        return;
      }
    }
  }
};

void add(PolicyCatalog& catalog) {
  const auto make = [](const Parameters&) -> std::unique_ptr<WholePolicy> {
    return std::make_unique<FirstFit>();
  };
  catalog.add_whole_policy({"first_fit", "the first region that has room for a job", make});
}

}  // namespace

BACELAB_PLUGIN("1.0", add)
