#include "experiments/text/output_file.hpp"

#include <sys/stat.h>

#include <array>
#include <catch2/catch.hpp>
#include <fstream>
#include <string>

#include "core/errors.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

using Catch::Contains;
using sample::ScratchDirectory;

TEST_CASE("output file: what is neither absent nor an ordinary file is refused", "[text]") {
  const ScratchDirectory directory;
  const auto pipe = directory / "pipe";
  REQUIRE(mkfifo(pipe.c_str(), 0666) == 0);
  CHECK_THROWS_WITH(require_output(pipe, ExistingFile::replace), Contains("not an ordinary file"));
  CHECK_THROWS_WITH(require_output(directory / ".", ExistingFile::replace),
                    Contains("is a directory"));
  CHECK_THROWS_WITH(require_output("", ExistingFile::replace), Contains("empty"));
  CHECK_NOTHROW(require_output(directory / "new", ExistingFile::refuse));
}

TEST_CASE("output file: an input is refused by whatever name", "[text]") {
  const ScratchDirectory directory;
  std::ofstream(directory / "a") << "a";
  std::filesystem::create_symlink("a", directory / "b");
  const std::array<std::filesystem::path, 1> inputs = {directory / "a"};
  CHECK_THROWS_WITH(require_output(directory / "b", ExistingFile::replace, inputs),
                    Contains("is read"));
  CHECK_NOTHROW(require_output(directory / "c", ExistingFile::replace, inputs));
}

TEST_CASE("output file: links are followed to files that don't exist yet", "[text]") {
  const ScratchDirectory directory;
  std::filesystem::create_symlink("b", directory / "a");
  std::filesystem::create_symlink(directory / "c", directory / "b");
  CHECK(behind_links(directory / "a") == directory / "c");
  std::filesystem::create_symlink("a", directory / "c");
  CHECK_THROWS_AS(behind_links(directory / "a"), InputError);
}

TEST_CASE("output file: a name has room for its temporary ending", "[text]") {
  const ScratchDirectory directory;
  const auto ending = temporary_name_of("x").native().size() - 1;
  CHECK_NOTHROW(require_output(directory / std::string(255 - ending, 'x'), ExistingFile::refuse));
  CHECK_THROWS_WITH(
      require_output(directory / std::string(256 - ending, 'x'), ExistingFile::refuse),
      Contains("the name is too long") && Contains("256") && Contains("255"));
}

}  // namespace
}  // namespace bacelab
