#include "core/contract.hpp"

#include <catch2/catch.hpp>

namespace bacelab {
namespace {

constexpr int half(int even) {
  BACELAB_EXPECTS(even % 2 == 0);
  return even / 2;
}

}  // namespace

TEST_CASE("a contract can stand in a constant expression") {
  constexpr int three = half(6);
  CHECK(three == 3);
}

TEST_CASE("a violation says where which contract was broken") {
  CHECK_THROWS_WITH(break_contract("promise", "left >= 0.0", "core/x.cpp", 12),
                    "core/x.cpp:12: promise broken: left >= 0.0");
}

TEST_CASE("a broken contract is thrown, with its condition as written") {
  CHECK_THROWS_AS(half(3), ContractViolation);
  const auto ends_with = [](const char* text) { return Catch::EndsWith(text); };
  CHECK_THROWS_WITH(half(3), ends_with(": precondition broken: even % 2 == 0"));
  CHECK_THROWS_WITH([] { BACELAB_ENSURES(half(2) == 2); }(),
                    ends_with(": promise broken: half(2) == 2"));
}

}  // namespace bacelab
