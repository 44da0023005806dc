// An ordering with parameters, and a whole policy that draws lots.
#include <array>
#include <core/plugin/plugin.hpp>
#include <cstdint>
#include <memory>
#include <random>
#include <span>
#include <stdexcept>
#include <vector>

namespace {

using namespace bacelab;

constexpr std::array<ParameterInfo, 2> weights = {
    {{"length_weight", 1.0, -1.0, 1.0, "of the ideal time"},
     {"age_weight", 0.0, -1.0, 1.0, "of the time of arrival"}}};

class Weighted final : public Ordering {
 public:
  explicit Weighted(const Parameters& given)
      : length_(value_of(weights[0], given)), age_(value_of(weights[1], given)) {}
  void score(const Situation& situation, std::vector<double>& scores) const override {
    scores.clear();
    for (const PendingJob& job : situation.pending) {
      scores.push_back(length_ * job.ideal_s + age_ * job.arrival_s);
    }
  }

 private:
  double length_;
  double age_;
};

constexpr std::array<ParameterInfo, 1> caution = {
    {{"caution", 0.25, 0.0, 1.0, "probability that it waits; above 0.9 it can't be made"}}};

/// A job and a region with room by lot, or nothing.
class Lots final : public WholePolicy {
 public:
  explicit Lots(double caution) : caution_(caution) {
    if (caution > 0.9) throw std::invalid_argument("too cautious to be made");
  }
  void begin_run(std::uint64_t seed) override { engine_.seed(seed); }
  void decide(const Situation& situation, std::vector<Decision>& decisions) override {
    // While nothing runs nothing may come that ends a wait.
    if (!situation.running.empty() && draw() < caution_) return;
    const auto& free = situation.state.free_gpus();
    for (std::size_t i = 0; i < situation.pending.size(); ++i) {
      const auto first = static_cast<std::size_t>(draw() * static_cast<double>(free.size()));
      for (std::size_t n = 0; n < free.size(); ++n) {
        const RegionIndex region((first + n) % free.size());
        const StagePlan& plan = *situation.pending[i].plan;
        const StageOption* const option =
            plan.largest_within(free[region] / plan.gpus_of_stage(), region);
        if (option == nullptr) continue;
        decisions.push_back({i, {region}, {option->stages}});
        return;
      }
    }
  }

 private:
  double draw() { return static_cast<double>(engine_() >> 11U) * 0x1p-53; }

  double caution_;
  std::mt19937_64 engine_;
};

void add(PolicyCatalog& catalog) {
  const auto make_ordering = [](const Parameters& given) -> std::unique_ptr<Ordering> {
    return std::make_unique<Weighted>(given);
  };
  catalog.add_ordering({"weighted", "by length and age", make_ordering, weights});
  catalog.add_policy({"aged", "weighted", false, "bace", "cheapest_first", {}});
  const auto make_lots = [](const Parameters& given) -> std::unique_ptr<WholePolicy> {
    return std::make_unique<Lots>(value_of(caution[0], given));
  };
  catalog.add_whole_policy({"lots", "a job and a region by lot", make_lots, caution, 50});
}

}  // namespace

BACELAB_PLUGIN("2.1", add)
