// As in a program without contracts, whatever this one is built with. Only the macros may come in
// here: what else depends on them has one definition in a program.
#undef BACELAB_CONTRACTS
#define BACELAB_CONTRACTS 0
#include <catch2/catch.hpp>

#include "core/contract.hpp"

namespace bacelab {
namespace {

bool fails(int& evaluated) {
  ++evaluated;
  return false;
}

}  // namespace

TEST_CASE("where contracts are not checked their conditions are not evaluated") {
  int evaluated = 0;
  BACELAB_EXPECTS(fails(evaluated));
  BACELAB_ENSURES(fails(evaluated));
  CHECK(evaluated == 0);
}

TEST_CASE("what only a contract looks at is in use, checked or not") {
  const int only_looked_at = 1;  // no warning
  CHECK_NOTHROW([&] { BACELAB_EXPECTS(only_looked_at == 2); }());
}

}  // namespace bacelab
