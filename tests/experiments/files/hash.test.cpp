#include "experiments/files/hash.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace bacelab {

TEST_CASE("hash: it is XXH3 with 64 bits", "[files]") {
  // Of nothing, by the reference implementation.
  CHECK(hash_of(std::string_view()) == 0x2d06800538d394c2U);
}

TEST_CASE("hash: of a text it is that of its bytes", "[files]") {
  const std::string_view text("some text with a \0 in it", 24);
  CHECK(hash_of(text) == hash_of(std::as_bytes(std::span(text))));
}

TEST_CASE("hash: every bit and the length count", "[files]") {
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

TEST_CASE("hash: it is the same in parts", "[files]") {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += static_cast<char>(i % 251);
  for (const std::size_t part : {1, 7, 64, 255, 1024, 5000}) {
    RunningHash hash;
    for (std::size_t at = 0; at < text.size(); at += part) {
      hash.add(std::string_view(text).substr(at, part));
    }
    CHECK(hash.value() == hash_of(text));
  }
  CHECK(RunningHash().value() == hash_of(""));
}

}  // namespace bacelab
