#include "experiments/results/hdf5/handle.hpp"

#include <catch2/catch.hpp>
#include <utility>

namespace bacelab::hdf5 {
namespace {

int closed = 0;  // how often; a closer is a plain function

int close_well(Id) { return ++closed, 0; }
int close_badly(Id) { return ++closed, -1; }

TEST_CASE("hdf5 handle: an identifier is closed once", "[results]") {
  closed = 0;
  {
    Handle first(7, close_well);
    const Handle second = std::move(first);
    CHECK(second.get() == 7);
    CHECK(closed == 0);
  }
  CHECK(closed == 1);
}

TEST_CASE("hdf5 handle: one that gets another identifier closes its own", "[results]") {
  closed = 0;
  Handle handle(7, close_well);
  handle = Handle(8, close_well);
  CHECK(closed == 1);
  CHECK(handle.get() == 8);
}

TEST_CASE("hdf5 handle: closing tells of a failure and is not tried again", "[results]") {
  closed = 0;
  Handle handle(7, close_badly);
  CHECK(handle.is_open());
  CHECK_FALSE(handle.close());
  CHECK_FALSE(handle.is_open());
  CHECK(handle.close());
  CHECK(closed == 1);
}

TEST_CASE("hdf5 handle: without an identifier there is nothing to close", "[results]") {
  closed = 0;
  CHECK_FALSE(Handle().is_open());
  CHECK(Handle().close());
  CHECK(closed == 0);
}

}  // namespace
}  // namespace bacelab::hdf5
