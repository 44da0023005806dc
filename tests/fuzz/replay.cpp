#include <cstdio>
#include <filesystem>
#include <string>

#include "experiments/text/files.hpp"
#include "tests/fuzz/fuzz_target.hpp"

// fuzz_replay CORPUS: every target on every file of its directory in CORPUS. A reader that is
// wrong ends the program; a target without files is a failure, too.
int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: fuzz_replay CORPUS\n");
    return 2;
  }
  for (const auto& target : bacelab::fuzz::fuzz_targets()) {
    const std::filesystem::path directory = std::filesystem::path(argv[1]) / target.name;
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(directory)) {
      std::fprintf(stderr, "%s\n", entry.path().c_str());
      bacelab::fuzz::run(target, bacelab::read_file(entry.path()));
      ++files;
    }
    if (files == 0) return 1;
    std::printf("%.*s: %d files\n", static_cast<int>(target.name.size()), target.name.data(),
                files);
  }
  return 0;
}
