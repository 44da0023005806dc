#include "analysis/validation/predict.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "core/errors.hpp"
#include "tests/analysis/validation/made_up.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

using Catch::Contains;

StepTime step(Schedule schedule, int stages, int micro_batches, bool recompute = true) {
  StepTime row;
  row.line = 7;
  row.schedule = schedule;
  row.stages = stages;
  row.layers = 12;
  row.micro_batches = micro_batches;
  row.boundary_bytes = 1e6;
  row.recompute = recompute;
  return row;
}

constexpr double exact = 1e-13;

}  // namespace

TEST_CASE("predict: the formulas of the model, with the layers of the slowest stage",
          "[validation]") {
  const double a = 2.4;
  // Three stages of 4 layers, c = 0.8; five of at most 3, c = 0.6.
  CHECK(predicted_seconds(step(Schedule::one_f_one_b, 3, 8), a) == Approx(0.8 * 10).epsilon(exact));
  CHECK(predicted_seconds(step(Schedule::one_f_one_b, 5, 8), a) == Approx(0.6 * 12).epsilon(exact));
  StepTime slow = step(Schedule::gpipe, 3, 8);
  slow.link = StageLink{1e7, 0.1};  // x = 0.8 s: as long as both passes of a micro-batch
  CHECK(predicted_seconds(slow, a) ==
        Approx(3 * 0.8 + 2 * 2 * 0.9 + 7 * (0.8 + 0.8)).epsilon(exact));
  slow.link = StageLink{4e7, 0.1};  // x = 0.2 s: a forward pass takes 1/4 of 0.8 s, or 1/3
  CHECK(predicted_seconds(slow, a) == Approx(3 * 0.8 + 2 * 2 * 0.3 + 7 * 0.8).epsilon(exact));
  slow.link = StageLink{2e7, 0.0};  // x = 0.4 s: longer than a forward pass
  CHECK(predicted_seconds(slow, a) == Approx(3 * 0.8 + 4 * 0.4 + 7 * (0.4 + 0.6)).epsilon(exact));
  slow.recompute = false;
  CHECK(predicted_seconds(slow, a) ==
        Approx(3 * 0.8 + 4 * 0.4 + 7 * (0.4 + 0.8 * 2 / 3)).epsilon(exact));
  // Weight gradients put off: half of a stage's time with recomputation, a third without.
  CHECK(predicted_seconds(step(Schedule::zero_bubble, 3, 8), a) ==
        Approx(0.8 * (1 + 2 / 2.0 + 7)).epsilon(exact));
  CHECK(predicted_seconds(step(Schedule::zero_bubble, 3, 8, false), a) ==
        Approx(0.8 * (1 + 2 / 3.0 + 7)).epsilon(exact));
}

TEST_CASE("predict: the time rises with the constant, and fitting finds it again", "[validation]") {
  for (const NamedSchedule& named : schedules()) {
    for (const int stages : {1, 2, 5, 12}) {
      for (const int micro_batches : {1, 2, 64}) {
        for (const bool has_link : {false, true}) {
          StepTime row = step(named.way, stages, micro_batches, has_link);
          if (has_link) row.link = StageLink{1e9, 0.01};
          INFO(named.name << ", " << stages << " stages, M = " << micro_batches);
          double before = predicted_seconds(row, 0.0);
          for (const double constant : {1e-3, 0.1, 0.7, 50.0}) {
            row.seconds = predicted_seconds(row, constant);
            REQUIRE(row.seconds > before);
            before = row.seconds;
            const double found = fitted_constant(row, "steps.csv");
            CHECK(predicted_seconds(row, found) == Approx(row.seconds).epsilon(exact));
            // Beside long transfers of `gpipe` part of the constant is hidden.
            CHECK(found == Approx(constant).epsilon(1e-9));
          }
        }
      }
    }
  }
}

TEST_CASE("predict: a time shorter than that of the links has no constant", "[validation]") {
  StepTime row = step(Schedule::one_f_one_b, 3, 1);
  row.link = StageLink{8e6, 0.5};
  row.seconds = 6.0;  // two boundaries, there and back, 1.5 s each
  CHECK_THAT(message_of([&] { static_cast<void>(fitted_constant(row, "steps.csv")); }),
             Contains("steps.csv:7: seconds = 6: the transfers of this row alone take 6 s"));
  row.seconds = 6.3;
  CHECK(fitted_constant(row, "steps.csv") == Approx(0.3).epsilon(exact));
}

TEST_CASE("predict: each row has the constant of its group", "[validation]") {
  const std::string rest = ",4,64,128,2,,,yes,";
  const StepTimes table = sample::step_times("M,g,no,one_f_one_b,2,1,4" + rest + "3,T,p\n" +
                                             "M,g,yes,one_f_one_b,2,1,9" + rest + "5,T,p\n" +
                                             "k,g,yes,one_f_one_b,2,1,9" + rest + "10,T,p\n" +
                                             "k,g,no,one_f_one_b,4,1,9" + rest + "6,T,p\n");
  const std::vector<Prediction> found = predictions(table);
  REQUIRE(found.size() == 4);
  // c = 0.5 s on two stages, a = 1 s; in the other check twice that, and c halves with the stages.
  CHECK(found[0].constant_s == Approx(1.0).epsilon(exact));
  CHECK(found[0].predicted_s == Approx(2.5).epsilon(exact));
  CHECK(found[0].error == Approx(2.5 / 3 - 1).epsilon(exact));
  CHECK(found[1].error == Approx(0.0).margin(exact));
  CHECK(found[3].constant_s == Approx(2.0).epsilon(exact));
  CHECK(found[3].predicted_s == Approx(0.5 * 12).epsilon(exact));
}

TEST_CASE("predict: a table of fitted rows alone predicts nothing", "[validation]") {
  const StepTimes table =
      sample::step_times("M,g,yes,gpipe,2,1,8,4,64,128,2,10,0.5,yes,1.5,Them,page 3\n");
  CHECK_THAT(message_of([&] { static_cast<void>(predictions(table)); }),
             Contains("steps.csv: no row has fit = no, so there is nothing to predict"));
}

}  // namespace bacelab
