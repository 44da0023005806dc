#include "core/large_pages.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <numeric>

namespace bacelab {
namespace {

constexpr std::size_t large_page_bytes = std::size_t{2} << 20;

bool is_aligned(const void* array, std::size_t bytes) {
  return reinterpret_cast<std::uintptr_t>(array) % bytes == 0;
}

}  // namespace

TEST_CASE("a large array begins at a large page") {
  for (const std::size_t bytes :
       {large_array_bytes, large_array_bytes + 1, 5 * large_array_bytes}) {
    void* const array = allocate_array(bytes);
    CHECK(is_aligned(array, large_page_bytes));
    free_array(array, bytes);
  }
}

TEST_CASE("a vector keeps its values while it grows from small to large memory and back") {
  const std::uint32_t count = 2 * large_array_bytes / sizeof(std::uint32_t);
  LargeVector<std::uint32_t> values;
  for (std::uint32_t i = 0; i < count; ++i) values.push_back(i);
  CHECK(is_aligned(values.data(), large_page_bytes));
  const auto sum = std::accumulate(values.begin(), values.end(), std::uint64_t{0});
  CHECK(sum == std::uint64_t{count} * (count - 1) / 2);
  values.resize(3);
  values.shrink_to_fit();
  CHECK(values == LargeVector<std::uint32_t>{0, 1, 2});
}

}  // namespace bacelab
