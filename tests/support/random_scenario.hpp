#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "tests/support/draws.hpp"
#include "tests/support/unit_world.hpp"

namespace bacelab::testing {

/// How large a random scenario is; its small numbers make ties and collisions likely.
struct RandomScenario {
  std::uint64_t seed = 0;
  int regions = 3;
  int jobs = 6;
  Schedule schedule = Schedule::overlapped;
  bool changing = true;  ///< prices, bandwidths and capacities change, and observed series differ

  [[nodiscard]] Scenario make() const;
};

namespace detail {

class ScenarioDraw {
 public:
  explicit ScenarioDraw(const RandomScenario& wanted) : wanted_(wanted), draws_(wanted.seed) {}

  Scenario scenario() {
    world_.pipeline(wanted_.schedule, draws_.between(0, 3));
    for (int r = 0; r < wanted_.regions; ++r) add_region();
    for (int a = 0; a < wanted_.regions; ++a) {
      for (int b = a + 1; b < wanted_.regions; ++b) {
        if (draws_.chance(0.8)) add_link(a, b);
      }
    }
    const int models = draws_.between(1, 3);
    for (int i = 0; i < models; ++i) world_.model(model());
    double time = 0.0;
    for (int i = 0; i < wanted_.jobs; ++i) {
      if (draws_.chance(0.6))
        time += draws_.chance(0.5) ? draws_.between(1, 40) : draws_.exponential(30.0);
      const double iterations =
          draws_.chance(0.5) ? draws_.between(1, 12) : draws_.uniform(0.1, 9.0);
      world_.job(time, iterations, static_cast<std::size_t>(draws_.below(models)));
    }
    world_.warmup(static_cast<std::size_t>(draws_.between(0, 2)));
    return world_.build();
  }

 private:
  void add_region() {
    const int gpus = draws_.chance(0.5) ? draws_.between(1, 2) : draws_.between(1, 6);
    total_gpus_ += gpus;
    world_.region(gpus, series({-1.0, 0.0, 1.0, 2.0, 2.5, 3.0}, 1.0),
                  draws_.chance(0.5) ? 1.0 : 1.2);
    if (!wanted_.changing) return;
    if (draws_.chance(0.3)) {
      const double all = gpus;
      world_.capacity(series({0.0, all / 2 - 0.5 * (gpus % 2), all}, all));
    }
    if (draws_.chance(0.3)) world_.observed_price(series({0.0, 1.0, 2.0, 3.0}, 2.0));
  }

  void add_link(int a, int b) {
    const auto x = static_cast<std::size_t>(a);
    const auto y = static_cast<std::size_t>(b);
    const std::vector<double> values = {0.0, 1.0, 3.0, 4.0, 8.0, 12.0, 16.0, 40.0};
    world_.link(x, y, series(values, 8.0), draws_.chance(0.5) ? 0.0 : draws_.uniform(0.0, 0.7));
    world_.transfer_usd_per_byte(draws_.between(0, 2));
    if (wanted_.changing && draws_.chance(0.2)) world_.observed_bandwidth(series(values, 4.0));
  }

  Template model() {
    const int layers = draws_.between(draws_.chance(0.7) ? 4 : 1, 10);
    const int most = std::min(layers, total_gpus_);
    // Of the useful stage counts the next one above `fewest` may be all layers.
    const int fewest = layers <= total_gpus_ ? draws_.between(1, most) : 1;
    Template result = unit_template(layers, draws_.between(1, 8), fewest);
    result.hidden = draws_.chance(0.5) ? 0.5 : draws_.uniform(0.2, 1.0);
    result.recompute = draws_.chance(0.8);
    if (draws_.chance(0.2)) result.max_stages = draws_.between(fewest, layers);
    // The fewest stages that fit can be more than asked for.
    const auto plan = plan_on(unit_gpu(), result, {wanted_.schedule, 3});
    if (!plan || plan->k_min() > total_gpus_) return unit_template(layers, 3);
    return result;
  }

  /// One of the values at each step; it ends on `last`.
  Series series(const std::vector<double>& values, double last) {
    std::vector<std::pair<double, double>> breakpoints = {{0.0, pick(values)}};
    const int more = wanted_.changing ? draws_.below(5) : 0;
    for (int i = 0; i < more; ++i) {
      const double gap = draws_.chance(0.5) ? draws_.between(1, 60) : draws_.exponential(40.0);
      breakpoints.emplace_back(breakpoints.back().first + gap, pick(values));
    }
    breakpoints.back().second = more == 0 && !wanted_.changing ? pick(values) : last;
    return steps(breakpoints);
  }
  double pick(const std::vector<double>& values) {
    return values[static_cast<std::size_t>(draws_.below(static_cast<int>(values.size())))];
  }

  RandomScenario wanted_;
  Draws draws_;
  World world_;
  int total_gpus_ = 0;
};

}  // namespace detail

inline Scenario RandomScenario::make() const { return detail::ScenarioDraw(*this).scenario(); }

}  // namespace bacelab::testing
