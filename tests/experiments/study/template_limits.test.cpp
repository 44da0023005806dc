#include "experiments/study/template_limits.hpp"

#include <array>
#include <catch2/catch.hpp>

namespace bacelab {

TEST_CASE("template limits: an even split looks at every number of stages, so not at too many",
          "[study]") {
  Template model;
  model.layers = 80;
  const std::array gpus = {60'000, 40'001};
  CHECK(too_many_stages(model, Split::even, gpus) == 100'001);
  CHECK_FALSE(too_many_stages(model, Split::layers, gpus));
  // 60,000 / 8 + 40,001 / 8 slots.
  model.data_parallel = 8;
  CHECK_FALSE(too_many_stages(model, Split::even, gpus));
  model.max_stages = 100'000;
  CHECK_FALSE(too_many_stages(model, Split::even, gpus));
  model.max_stages = 100'001;
  CHECK(too_many_stages(model, Split::even, gpus) == 100'001);
  CHECK_FALSE(too_many_stages(model, Split::layers, gpus));
}

}  // namespace bacelab
