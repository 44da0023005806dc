#pragma once

#include <cstddef>
#include <vector>

namespace bacelab {

/// Arrays of at least this many bytes request large pages.
inline constexpr std::size_t large_array_bytes = std::size_t{4} << 20;

/// Like operator new, which it uses. A large array is aligned to the large pages of the system (2
/// MiB on x86-64), which is asked to back it with them (Linux: madvise(2), MADV_HUGEPAGE): the
/// first touch of each small page costs more than the simulation of the job that is written there.
/// A system that refuses gives small pages. @throws std::bad_alloc
[[nodiscard]] void* allocate_array(std::size_t bytes);
/// Frees memory that allocate_array returned for the same number of bytes.
void free_array(void* array, std::size_t bytes) noexcept;

/// Allocator of arrays that grow with the jobs of a run.
template <class T>
struct LargePageAllocator {
  using value_type = T;

  LargePageAllocator() = default;
  template <class Other>
  LargePageAllocator(const LargePageAllocator<Other>&) {}  // implicit, as containers want it

  [[nodiscard]] T* allocate(std::size_t count) {
    return static_cast<T*>(allocate_array(count * sizeof(T)));
  }
  void deallocate(T* array, std::size_t count) noexcept { free_array(array, count * sizeof(T)); }

  bool operator==(const LargePageAllocator&) const = default;
};

template <class T>
using LargeVector = std::vector<T, LargePageAllocator<T>>;

}  // namespace bacelab
