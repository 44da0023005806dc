#include "core/large_pages.hpp"

#include <sys/mman.h>

#include <new>

namespace bacelab {
namespace {

constexpr std::align_val_t large_page{std::size_t{2} << 20};

}  // namespace

void* allocate_array(std::size_t bytes) {
  if (bytes < large_array_bytes) return ::operator new(bytes);
  void* const array = ::operator new(bytes, large_page);
#ifdef MADV_HUGEPAGE
  // Advice only: the outcome affects nothing but speed.
  static_cast<void>(madvise(array, bytes, MADV_HUGEPAGE));
#endif
  return array;
}

void free_array(void* array, std::size_t bytes) noexcept {
  if (bytes < large_array_bytes) {
    ::operator delete(array);
  } else {
    ::operator delete(array, large_page);
  }
}

}  // namespace bacelab
