#include "experiments/worlds/modulation.hpp"

#include <algorithm>
#include <utility>

namespace bacelab {
namespace {

/// Merges the pieces of several modulations.
class ModulatedSource final : public SeriesSource {
 public:
  ModulatedSource(double base, std::vector<std::unique_ptr<Modulation>> modulations,
                  double horizon_s)
      : base_(base), horizon_s_(horizon_s), modulations_(std::move(modulations)) {
    for (const auto& modulation : modulations_) pieces_.push_back(modulation->next());
  }

  bool extend(std::vector<double>& times_s, std::vector<double>& values) override {
    if (!times_s.empty() && now_s_ >= horizon_s_) return false;
    const std::size_t goal = times_s.size() + breakpoints_at_once;
    do {
      times_s.push_back(now_s_);
      values.push_back(value());
      step();
    } while (times_s.size() < goal && now_s_ < horizon_s_);
    return true;
  }

 private:
  static constexpr std::size_t breakpoints_at_once = 32;

  [[nodiscard]] double value() const {
    double product = base_;
    for (const Modulation::Piece& piece : pieces_) product *= piece.factor;
    return product;
  }

  void step() {
    now_s_ = horizon_s_;
    for (const Modulation::Piece& piece : pieces_) now_s_ = std::min(now_s_, piece.until_s);
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      while (pieces_[i].until_s <= now_s_) pieces_[i] = modulations_[i]->next();
    }
  }

  double base_;
  double horizon_s_;
  double now_s_ = 0.0;
  std::vector<std::unique_ptr<Modulation>> modulations_;
  std::vector<Modulation::Piece> pieces_;
};

}  // namespace

Series modulated_series(double base, const ModulationModels& models, const ModulationOwner& owner,
                        double horizon_s) {
  if (models.empty()) return Series(base);
  std::vector<std::unique_ptr<Modulation>> modulations;
  for (const auto& model : models) modulations.push_back(model->make(owner));
  return Series(std::make_unique<ModulatedSource>(base, std::move(modulations), horizon_s));
}

}  // namespace bacelab
