#include "experiments/text/storage_error.hpp"

#include <catch2/catch.hpp>
#include <cerrno>
#include <set>
#include <string>

namespace bacelab {
namespace {

TEST_CASE("storage error: the file and what went wrong and what to do", "[results]") {
  const StorageError error("dir/a.h5", "is truncated", "run the study again");
  CHECK(std::string(error.what()) == "dir/a.h5: is truncated; run the study again");
  CHECK(error.file() == "dir/a.h5");
}

TEST_CASE("storage error: one of another process says the same", "[results]") {
  CHECK(std::string(StorageError("a.h5: is truncated; run again").what()) ==
        "a.h5: is truncated; run again");
}

TEST_CASE("storage error: a system call's cause and the advice for it", "[results]") {
  const StorageError error = system_storage_error("a.h5", "write the file", ENOSPC);
  CHECK(std::string(error.what()) ==
        "a.h5: cannot write the file: No space left on device; free space on this disk, or write "
        "to another directory");
  CHECK(error.file() == "a.h5");
}

TEST_CASE("storage error: without an error number there is no cause", "[results]") {
  CHECK(std::string(system_storage_error("a.h5", "close the file", 0).what()) ==
        "a.h5: cannot close the file; " + std::string(storage_advice(0)));
}

TEST_CASE("storage error: causes that need different things get different advice", "[results]") {
  std::set<std::string_view> advice;
  for (const int number : {0, ENOSPC, EDQUOT, EFBIG, EACCES, EROFS, ENOENT, EISDIR, EIO}) {
    INFO(number);
    CHECK(advice.insert(storage_advice(number)).second);
  }
  CHECK(storage_advice(EPERM) == storage_advice(EACCES));
  CHECK(storage_advice(ENOTDIR) == storage_advice(EISDIR));
  CHECK(storage_advice(EINTR) == storage_advice(0));
}

}  // namespace
}  // namespace bacelab
