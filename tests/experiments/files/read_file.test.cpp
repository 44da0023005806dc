#include "experiments/files/read_file.hpp"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <string>
#include <thread>

#include "tests/experiments/config/messages.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
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

TEST_CASE("read file: what is no file is refused with the cause", "[files]") {
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
