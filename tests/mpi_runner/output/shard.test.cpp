#include "mpi_runner/output/shard.hpp"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>

#include "core/errors.hpp"

namespace bacelab {

TEST_CASE("shard: together they have every world once, and as many each", "[output]") {
  rc::prop("any number of shards and worlds", [] {
    const auto shards = *rc::gen::inRange<std::size_t>(1, 40);
    const auto worlds = *rc::gen::inRange<std::size_t>(0, 1000);
    std::size_t next = 0;
    for (std::size_t number = 1; number <= shards; ++number) {
      const WorldRange part = part_of({number, shards}, worlds);
      RC_ASSERT(part.first == next);
      RC_ASSERT(part.count - worlds / shards <= 1U);
      next = part.end();
    }
    RC_ASSERT(next == worlds);
  });
}

TEST_CASE("shard: the first ones have one world more", "[output]") {
  CHECK(part_of({1, 3}, 10) == WorldRange{0, 4});
  CHECK(part_of({2, 3}, 10) == WorldRange{4, 3});
  CHECK(part_of({3, 3}, 10) == WorldRange{7, 3});
  CHECK(part_of({1, 1}, 10) == WorldRange{0, 10});
  CHECK(part_of({3, 3}, 2).count == 0);
}

TEST_CASE("shard: it is written as it is read", "[output]") {
  CHECK(parse_shard("2/8") == Shard{2, 8});
  CHECK(parse_shard("1/1") == Shard{});
  CHECK(parse_shard("1000000/1000000") == Shard{1000000, 1000000});
  CHECK(text_of(Shard{2, 8}) == "2/8");
}

TEST_CASE("shard: what is none is refused", "[output]") {
  for (const char* text :
       {"", "/", "2", "2/", "/8", "0/8", "9/8", "1/0", "0/0", "-1/8", "1/-8", "1.5/8", "1/8/8",
        " 1/8", "1/8 ", "+1/8", "a/b", "1/1000001", "99999999999999999999/99999999999999999999"}) {
    INFO(text);
    CHECK_THROWS_AS(parse_shard(text), InputError);
  }
  CHECK_THROWS_WITH(parse_shard("9/8"), Catch::Contains("--shard 9/8") && Catch::Contains("I/N"));
}

}  // namespace bacelab
