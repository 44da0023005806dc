#include "experiments/files/byte_source.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <fstream>
#include <string>

#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

template <std::size_t room_size>
std::string all_of(ByteSource& source) {
  std::array<char, room_size> room;
  std::string text;
  while (const std::size_t count = source.read(room)) text.append(room.data(), count);
  return text;
}

}  // namespace

TEST_CASE("byte source: a file in parts, with the hash of its bytes", "[files]") {
  const sample::ScratchDirectory directory;
  std::string bytes;
  for (int i = 0; i < 1000; ++i) bytes += static_cast<char>(i % 256);
  std::ofstream(directory / "a", std::ios::binary) << bytes;
  FileSource source(directory / "a");
  CHECK(all_of<7>(source) == bytes);
  CHECK(source.hash() == hash_of(bytes));
  CHECK(all_of<7>(source).empty());
}

TEST_CASE("byte source: a text in parts", "[files]") {
  TextSource source("some text");
  CHECK(all_of<4>(source) == "some text");
  TextSource empty("");
  CHECK(all_of<4>(empty).empty());
}

}  // namespace bacelab
