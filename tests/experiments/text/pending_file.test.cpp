#include "experiments/text/pending_file.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <string>

#include "core/errors.hpp"
#include "experiments/text/storage_error.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

using Catch::Contains;
using sample::ScratchDirectory;

void write_text(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path) << text;
}

std::string text_of(const std::filesystem::path& path) {
  std::string text;
  std::ifstream(path) >> text;
  return text;
}

TEST_CASE("pending file: it has its name after the commit and not before", "[text]") {
  const ScratchDirectory directory;
  PendingFile file(directory / "a.h5");
  write_text(file.path(), "new");
  CHECK_FALSE(std::filesystem::exists(directory / "a.h5"));
  file.commit();
  CHECK(text_of(directory / "a.h5") == "new");
  CHECK(directory.file_count() == 1);
}

TEST_CASE("pending file: without a commit nothing is left", "[text]") {
  const ScratchDirectory directory;
  {
    const PendingFile file(directory / "a.h5");
    write_text(file.path(), "new");
    CHECK(directory.file_count() == 1);
  }
  CHECK(directory.file_count() == 0);
}

TEST_CASE("pending file: a file that exists is refused", "[text]") {
  const ScratchDirectory directory;
  write_text(directory / "a.h5", "old");
  CHECK_THROWS_AS(PendingFile(directory / "a.h5"), InputError);
  CHECK_THROWS_WITH(PendingFile(directory / "a.h5"), Contains("a.h5") && Contains("--force"));
}

TEST_CASE("pending file: the old file is there until the commit", "[text]") {
  const ScratchDirectory directory;
  write_text(directory / "a.h5", "old");
  PendingFile file(directory / "a.h5", ExistingFile::replace);
  write_text(file.path(), "new");
  CHECK(text_of(directory / "a.h5") == "old");
  file.commit();
  CHECK(text_of(directory / "a.h5") == "new");
}

TEST_CASE("pending file: a file that took the name meanwhile is left alone", "[text]") {
  const ScratchDirectory directory;
  PendingFile file(directory / "a.h5");
  write_text(file.path(), "new");
  write_text(directory / "a.h5", "other");
  CHECK_THROWS_AS(file.commit(), StorageError);
  CHECK(text_of(directory / "a.h5") == "other");
}

TEST_CASE("pending file: it may be written in another directory", "[text]") {
  const ScratchDirectory directory;
  std::filesystem::create_directory(directory / "other");
  PendingFile file(directory / "a.h5", ExistingFile::refuse, directory / "other");
  CHECK(file.path().parent_path() == directory / "other");
  CHECK(file.target() == directory / "a.h5");
  write_text(file.path(), "new");
  file.commit();
  CHECK(text_of(directory / "a.h5") == "new");
  CHECK(std::filesystem::is_empty(directory / "other"));
}

TEST_CASE("pending file: after the commit neither empty() nor discard() do anything", "[text]") {
  const ScratchDirectory directory;
  PendingFile file(directory / "a.h5");
  write_text(file.path(), "new");
  file.commit();
  file.empty();
  file.discard();
  CHECK(text_of(directory / "a.h5") == "new");
}

TEST_CASE("pending file: it is nobody else's", "[text]") {
  const ScratchDirectory directory;
  const PendingFile one(directory / "a.h5");
  const PendingFile other(directory / "a.h5");
  CHECK(one.path() != other.path());
}

TEST_CASE("pending file: a text that can't be written leaves nothing", "[text]") {
  const ScratchDirectory directory;
  CHECK_THROWS_AS(write_file(directory / "a", ExistingFile::refuse,
                             [](std::ostream& out) { out.setstate(std::ios::badbit); }),
                  StorageError);
  CHECK(directory.file_count() == 0);
  write_file(directory / "a", ExistingFile::refuse, [](std::ostream& out) { out << "text"; });
  CHECK(text_of(directory / "a") == "text");
  CHECK(directory.file_count() == 1);
}

}  // namespace
}  // namespace bacelab
