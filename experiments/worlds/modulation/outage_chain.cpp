#include "experiments/worlds/modulation/outage_chain.hpp"

#include <string>

#include "experiments/worlds/process/two_state_chain.hpp"

namespace bacelab {
namespace {

class OutagePieces final : public Modulation {
 public:
  OutagePieces(const TwoStateChain& chain, double remaining)
      : chain_(chain), remaining_(remaining) {}

 private:
  std::size_t make(std::span<Piece> pieces) override {
    const bool outage = chain_.state() == TwoStateChain::State::second;
    pieces.front() = {outage ? remaining_ : 1.0, chain_.until_s()};
    chain_.next();
    return 1;
  }

  TwoStateChain chain_;
  double remaining_;
};

}  // namespace

OutageChain::OutageChain(double mean_between_s, double mean_duration_s, double remaining)
    : mean_between_s_(mean_between_s), mean_duration_s_(mean_duration_s), remaining_(remaining) {}

std::shared_ptr<const OutageChain> OutageChain::read(const ConfigSection& section) {
  const Bounds time = Bounds::positive().in("h");
  const auto between = section.optional_number(
      "mean_hours_between", time,
      "Mean time from the end of an outage to the next; not set: no outages");
  const double duration = section.number("mean_hours", 1.0, time, "Mean duration of an outage");
  const double remaining = section.number("remaining_fraction", 0.4, Bounds::fraction(),
                                          "Fraction that remains during an outage; 0: nothing");
  if (!between) return nullptr;
  return std::make_shared<OutageChain>(3600.0 * *between, 3600.0 * duration, remaining);
}

std::unique_ptr<Modulation> OutageChain::make(const ModulationOwner& owner) const {
  const RandomStream stream(owner.world, std::string(owner.purpose) + ".outages", owner.name);
  return std::make_unique<OutagePieces>(TwoStateChain(stream, mean_between_s_, mean_duration_s_),
                                        remaining_);
}

Moments OutageChain::moments(const ModulationOwner&) const {
  return two_values(1.0, remaining_, share());
}

}  // namespace bacelab
