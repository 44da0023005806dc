#include "experiments/results/segments/segment_directory.hpp"

#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/errors.hpp"
#include "experiments/results/provenance.hpp"
#include "experiments/text/storage_error.hpp"
#include "tests/experiments/results/file_size_limit.hpp"
#include "tests/results/scratch_directory.hpp"
#include "tests/support/child_process.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;
using Catch::Contains;
using sample::ScratchDirectory;
namespace fs = std::filesystem;

/// Owns the directory again and again, as others do meanwhile.
/// \returns what went wrong besides that another had it
std::string own_often(const fs::path& results) {
  for (int time = 0; time < 200; ++time) {
    try {
      const SegmentDirectory owned(results);
      if (!is_this_directory(owned.path(), owned.token())) return "the directory is another's";
    } catch (const InputError&) {
      continue;
    } catch (const StorageError& error) {
      return error.what();
    }
  }
  return "";
}

/// A process that has the directory of a results file, until it is killed.
class OtherOwner {
 public:
  explicit OtherOwner(const fs::path& results) {
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    child_ = start_child([&] {
      const SegmentDirectory owned(results);
      if (write_byte(ends[1])) pause();
      return 1;
    });
    char byte = 0;
    ready_ = read(ends[0], &byte, 1) == 1;
    for (const int end : ends) close(end);
  }
  OtherOwner(const OtherOwner&) = delete;
  OtherOwner& operator=(const OtherOwner&) = delete;
  ~OtherOwner() { kill_it(); }

  [[nodiscard]] pid_t process() const { return child_; }
  [[nodiscard]] bool is_ready() const { return ready_; }

  bool kill_it() {
    if (child_ == 0) return false;
    kill(child_, SIGKILL);
    const bool killed = end_of(child_).killed_by(SIGKILL);
    child_ = 0;
    return killed;
  }

 private:
  static bool write_byte(int file) { return ::write(file, "", 1) == 1; }

  pid_t child_ = 0;
  bool ready_ = false;
};

}  // namespace

TEST_CASE("segment directory: a second owner is refused and told who has it", "[segments]") {
  const ScratchDirectory directory;
  const SegmentDirectory owned(directory / "a.h5");
  CHECK_THROWS_AS(SegmentDirectory(directory / "a.h5"), InputError);
  CHECK_THROWS_WITH(SegmentDirectory(directory / "a.h5"),
                    Contains("a.h5.segments") && Contains("host " + host_name()) &&
                        Contains("process " + std::to_string(getpid())));
  CHECK(is_this_directory(owned.path(), owned.token()));
  CHECK_NOTHROW(SegmentDirectory(directory / "b.h5"));
}

TEST_CASE("segment directory: another process is refused, and named", "[segments]") {
  const ScratchDirectory directory;
  const OtherOwner other(directory / "a.h5");
  REQUIRE(other.is_ready());
  CHECK_THROWS_WITH(SegmentDirectory(directory / "a.h5"),
                    Contains("process " + std::to_string(other.process())));
}

TEST_CASE("segment directory: the lock dies with its owner", "[segments]") {
  const ScratchDirectory directory;
  OtherOwner other(directory / "a.h5");
  REQUIRE(other.is_ready());
  REQUIRE(other.kill_it());
  CHECK(fs::exists(directory / "a.h5.segments/lock"));
  {
    const SegmentDirectory owned(directory / "a.h5");
    CHECK(is_this_directory(owned.path(), owned.token()));
    CHECK_THROWS_WITH(SegmentDirectory(directory / "a.h5"),
                      Contains("process " + std::to_string(getpid())));
  }
  CHECK(directory.file_count() == 0);
}

// What it looks for shows in some of a hundred takeovers.
TEST_CASE("segment directory: who comes as the owner goes gets it or is refused", "[segments]") {
  const ScratchDirectory directory;
  std::vector<std::string> problems(3);
  std::vector<std::thread> owners;
  for (std::string& problem : problems) {
    owners.emplace_back([&] { problem = own_often(directory / "a.h5"); });
  }
  for (std::thread& owner : owners) owner.join();
  CHECK(problems == std::vector<std::string>(3));
  CHECK(directory.file_count() == 0);
}

TEST_CASE("segment directory: a link that leads nowhere is told", "[segments]") {
  const ScratchDirectory directory;
  fs::create_symlink(directory / "none", directory / "a.h5.segments");
  CHECK_THROWS_AS(SegmentDirectory(directory / "a.h5"), StorageError);
}

TEST_CASE("segment directory: its token is that of one owner", "[segments]") {
  const ScratchDirectory directory;
  std::string former;
  {
    const SegmentDirectory owned(directory / "a.h5");
    former = owned.token();
    CHECK(is_this_directory(owned.path(), former));
    CHECK_FALSE(is_this_directory(owned.path(), "0123456789abcdef"));
    CHECK_FALSE(is_this_directory(directory / "none", former));
  }
  const SegmentDirectory again(directory / "a.h5");
  CHECK(again.token() != former);
  CHECK_FALSE(is_this_directory(again.path(), former));
}

TEST_CASE("segment directory: its owner is known as long as it lives", "[segments]") {
  const ScratchDirectory directory;
  const fs::path path = directory / "a.h5.segments";
  CHECK_FALSE(owner_of(path));
  {
    OtherOwner other(directory / "a.h5");
    REQUIRE(other.is_ready());
    const auto owner = owner_of(path);
    REQUIRE(owner);
    CHECK_THAT(owner->words, Contains("process " + std::to_string(other.process())));
    CHECK(is_this_directory(path, owner->token));
  }
  CHECK(fs::exists(path / "lock"));
  CHECK_FALSE(owner_of(path));
  const SegmentDirectory owned(directory / "a.h5");
  REQUIRE(owner_of(path));
  CHECK(owner_of(path)->token == owned.token());
}

TEST_CASE("segment directory: nothing is left of what a former owner said", "[segments]") {
  const ScratchDirectory directory;
  fs::create_directory(directory / "a.h5.segments");
  std::ofstream(directory / "a.h5.segments/lock") << std::string(1000, 'x') << "\nformer\n";
  const SegmentDirectory owned(directory / "a.h5");
  CHECK_FALSE(is_this_directory(owned.path(), "former"));
  CHECK(is_this_directory(owned.path(), owned.token()));
}

TEST_CASE("segment directory: an owner that can't write its name leaves nothing", "[segments]") {
  const ScratchDirectory directory;
  {
    const sample::FileSizeLimit limit(0);
    CHECK_THROWS_AS(SegmentDirectory(directory / "a.h5"), StorageError);
  }
  CHECK(directory.file_count() == 0);
  CHECK_NOTHROW(SegmentDirectory(directory / "a.h5"));
}

}  // namespace bacelab
