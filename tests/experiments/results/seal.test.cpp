#include "experiments/results/seal.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "core/errors.hpp"
#include "experiments/results/results_file.hpp"
#include "experiments/text/storage_error.hpp"
#include "tests/results/sample_file.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

using Catch::Contains;

std::string content_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

void write_content(const std::filesystem::path& path, const std::string& content) {
  std::ofstream(path, std::ios::binary) << content;
}

/// A file of zeros after its seal; larger than what is hashed at a time.
class SealedFile {
 public:
  SealedFile() {
    write_content(path_, std::string(seal_bytes + (std::size_t{300} << 10), '\0'));
    seal(path_);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::string content() const { return content_of(path_); }

 private:
  sample::ScratchDirectory directory_;
  std::filesystem::path path_ = directory_ / "a.h5";
};

TEST_CASE("seal: holds on a file that is as it was sealed", "[results]") {
  const SealedFile file;
  CHECK_NOTHROW(require_sealed(file.path()));
  CHECK(file.content().starts_with("bacelab-seal-1 000000000004b200 "));
}

TEST_CASE("seal: a flipped bit is noticed, in the seal and after it", "[results]") {
  const SealedFile file;
  const std::string whole = file.content();
  for (const std::size_t at :
       {std::size_t{0}, std::size_t{14}, std::size_t{20}, std::size_t{40}, std::size_t{70},
        std::size_t{80}, std::size_t{511}, std::size_t{512}, whole.size() / 2, whole.size() - 1}) {
    CAPTURE(at);
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    write_content(file.path(), damaged);
    CHECK_THROWS_AS(require_sealed(file.path()), InputError);
    if (at >= seal_bytes) {
      CHECK_THROWS_WITH(require_sealed(file.path()), Contains("a.h5") &&
                                                         Contains("changed or damaged") &&
                                                         Contains("--no-verify"));
    }
  }
}

TEST_CASE("seal: a file that is shorter or longer than it was is told so", "[results]") {
  const SealedFile file;
  const std::size_t size = file.content().size();
  std::filesystem::resize_file(file.path(), size - 1);
  CHECK_THROWS_WITH(require_sealed(file.path()),
                    Contains("truncated: it has 307,711 bytes and was written with 307,712"));
  std::filesystem::resize_file(file.path(), seal_bytes);
  CHECK_THROWS_WITH(require_sealed(file.path()), Contains("truncated"));
  std::filesystem::resize_file(file.path(), size + 1);
  CHECK_THROWS_WITH(require_sealed(file.path()), Contains("longer"));
}

TEST_CASE("seal: a results file gets one, and is refused without", "[results]") {
  const sample::ScratchDirectory directory;
  const auto path = directory / "a.h5";
  sample::write_file(path, sample::study());
  CHECK_NOTHROW(ResultsFile(path));
  const std::string whole = content_of(path);

  SECTION("one that was damaged") {
    write_content(path, "B" + whole.substr(1));
    CHECK_THROWS_WITH(ResultsFile(path), Contains("first 512 bytes"));
  }
  SECTION("one that was taken away, as in files of earlier versions") {
    write_content(path, whole.substr(seal_bytes));
    CHECK_THROWS_AS(ResultsFile(path), InputError);
    CHECK_THROWS_WITH(ResultsFile(path), Contains("no checksum") && Contains("--no-verify"));
  }
  CHECK(ResultsFile(path, SealCheck::skipped).policies() == sample::study().policies);
}

TEST_CASE("seal: a file that can't be opened is told by its name", "[results]") {
  const sample::ScratchDirectory directory;
  CHECK_THROWS_AS(seal(directory / "none"), StorageError);
  CHECK_THROWS_WITH(seal(directory / "none"), Contains("none: cannot open"));
}

}  // namespace
}  // namespace bacelab
