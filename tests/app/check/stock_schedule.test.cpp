#include "app/check/stock_schedule.hpp"

#include <catch2/catch.hpp>

namespace bacelab {
namespace {

/// A plan of k* = `stages` with c = 0.2 s and A = 2 x 1000 x 5000 bytes, M = 10.
StagePlan plan_of(int stages) {
  Template model;
  model.layers = 8;
  model.hidden = 5000;
  model.sequence = 1000;
  model.micro_batches = 10;
  return StagePlan({{stages, 0.2, 8 * 1e7 / 0.2, 0.0}}, model, PipelineModel());
}

}  // namespace

TEST_CASE("stock schedule: 1F1B waits for each transfer, there and back", "[check]") {
  // x = 0.1 s: overlapped hides it, with the share it demands, x = 0.2 s; 1F1B takes c + y.
  const double overlapped = 4 * 0.2 + 2 * (0.2 + 0.05) + 9 * 0.2;
  const double one_f_one_b = 4 * 0.2 + 2 * 0.15 + 9 * (0.2 + 0.15);
  CHECK(one_f_one_b_slowdown(plan_of(4), {8e8, 0.05}) == Approx(one_f_one_b / overlapped));
  // x = 0.4 s is longer than a micro-batch for both.
  CHECK(one_f_one_b_slowdown(plan_of(4), {2e8, 0.0}) ==
        Approx((0.8 + 0.8 + 9 * 0.6) / (0.8 + 0.8 + 9 * 0.4)));
  // An odd number of stages has all of them.
  CHECK(one_f_one_b_slowdown(plan_of(3), {2e8, 0.0}) ==
        Approx((0.6 + 0.8 + 9 * 0.6) / (0.6 + 0.8 + 9 * 0.4)));
}

TEST_CASE("stock schedule: nothing to compare without a boundary or a transfer", "[check]") {
  CHECK_FALSE(one_f_one_b_slowdown(plan_of(1), {8e8, 0.05}).has_value());
  CHECK_FALSE(one_f_one_b_slowdown(plan_of(4), {0.0, 0.05}).has_value());
}

}  // namespace bacelab
