#pragma once

#include <cstdint>

namespace bacelab::testing {

/// Allocations by operator new of this thread since it began.
std::uint64_t allocation_count();

}  // namespace bacelab::testing
