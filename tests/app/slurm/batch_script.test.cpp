#include "app/slurm/batch_script.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>

#include "core/errors.hpp"

using namespace bacelab;

TEST_CASE("A node of up to 16 cores is one rank") {
  CHECK(choose_layout(1) == NodeLayout{1, 1});
  CHECK(choose_layout(12) == NodeLayout{1, 12});
  CHECK(choose_layout(16) == NodeLayout{1, 16});
}

TEST_CASE("A larger node has an even number of ranks of up to 16 threads") {
  CHECK(choose_layout(24) == NodeLayout{2, 12});
  CHECK(choose_layout(36) == NodeLayout{4, 9});
  CHECK(choose_layout(48) == NodeLayout{4, 12});
  CHECK(choose_layout(64) == NodeLayout{4, 16});
  CHECK(choose_layout(96) == NodeLayout{6, 16});
  CHECK(choose_layout(128) == NodeLayout{8, 16});
}

TEST_CASE("More ranks are chosen if they leave fewer cores idle") {
  CHECK(choose_layout(34) == NodeLayout{4, 8});
  CHECK(choose_layout(70) == NodeLayout{10, 7});
}

TEST_CASE("The number of ranks can be given") {
  CHECK(choose_layout(64, 1) == NodeLayout{1, 64});
  CHECK(choose_layout(64, 3) == NodeLayout{3, 21});
  CHECK(choose_layout(64, 64) == NodeLayout{64, 1});
  CHECK_THROWS_AS(choose_layout(64, 65), InputError);
}

TEST_CASE("Any node is used well and never oversubscribed") {
  rc::prop("cores used", [] {
    const int cores = *rc::gen::inRange(1, 2000);
    const NodeLayout layout = choose_layout(cores);
    RC_ASSERT(layout.cores_used() <= cores);
    RC_ASSERT(10 * layout.cores_used() >= 9 * cores);
    RC_ASSERT(layout.threads <= most_threads);
    RC_ASSERT(layout.ranks == 1 || layout.ranks % 2 == 0);
  });
}
