#include "experiments/text/files.hpp"

#include <sys/stat.h>

#include <array>
#include <catch2/catch.hpp>
#include <fstream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/experiments/text/messages.hpp"
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

namespace {

using sample::ScratchDirectory;

std::string message(const std::filesystem::path& file) {
  return message_of([&] { read_file(file); });
}

TEST_CASE("read file: all bytes whatever they are", "[files]") {
  const ScratchDirectory directory;
  std::string bytes;
  for (int i = 0; i < 100000; ++i) bytes += static_cast<char>(i % 256);
  for (const std::string& text : {std::string(), std::string("a\r\n\0b", 5), bytes}) {
    std::ofstream(directory / "a", std::ios::binary) << text;
    CHECK((read_file(directory / "a") == text));
  }
}

TEST_CASE("read file: a pipe is read to its end", "[files]") {
  const ScratchDirectory directory;
  const std::filesystem::path pipe = directory / "pipe";
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  std::thread writer([&] { std::ofstream(pipe) << std::string(100000, 'x'); });
  CHECK(read_file(pipe).size() == 100000);
  writer.join();
}

TEST_CASE("read file: anything but a file is refused with the cause", "[files]") {
  const ScratchDirectory directory;
  const std::filesystem::path none = directory / "none";
  CHECK(message(none) == none.string() + ": the file cannot be opened (No such file or directory)");
  CHECK(message(directory / "") ==
        (directory / "").string() + ": is a directory; the name of a file is needed");
  std::ofstream(directory / "a") << "text";
  CHECK(message(directory / "a/b") ==
        (directory / "a/b").string() + ": the file cannot be opened (Not a directory)");
}

TEST_CASE("read file: an error while reading is one of the file", "[files]") {
  // Nothing is mapped at address 0 of this process.
  CHECK(message("/proc/self/mem") ==
        "/proc/self/mem: the file cannot be read (Input/output error)");
}

}  // namespace
}  // namespace bacelab
