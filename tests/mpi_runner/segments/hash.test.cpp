#include "mpi_runner/segments/hash.hpp"

#include <catch2/catch.hpp>
#include <string_view>
#include <vector>

namespace bacelab {

TEST_CASE("hash: it is XXH3 with 64 bits", "[segments]") {
  // Of nothing, by the reference implementation.
  CHECK(hash_of(std::string_view()) == 0x2d06800538d394c2U);
}

TEST_CASE("hash: of a text it is that of its bytes", "[segments]") {
  const std::string_view text("some text with a \0 in it", 24);
  CHECK(hash_of(text) == hash_of(std::as_bytes(std::span(text))));
}

TEST_CASE("hash: every bit and the length count", "[segments]") {
  std::vector<std::byte> bytes(300);
  const auto before = hash_of(bytes);
  for (std::byte& byte : bytes) {
    for (int bit = 0; bit < 8; ++bit) {
      byte ^= std::byte{1} << bit;
      CHECK(hash_of(bytes) != before);
      byte ^= std::byte{1} << bit;
    }
  }
  CHECK(hash_of(bytes) == before);
  CHECK(hash_of(std::span(bytes).first(299)) != before);
}

}  // namespace bacelab
