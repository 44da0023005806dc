// fuzz_mutants COUNT FIRST STUDY.toml...: reads mutants number FIRST, FIRST + 1, ... of each study,
// at all points of their designs. Ends with 1 at the first that takes the reader too much time or
// memory, or makes it crash. `fuzz_mutants 0 NUMBER STUDY.toml` shows one.
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <string>

#include "core/errors.hpp"
#include "experiments/study/study_file.hpp"
#include "experiments/text/files.hpp"
#include "tests/fuzz/mutation.hpp"

namespace {

constexpr int most_seconds = 5;  // of a processor
constexpr rlim_t most_bytes = 2'000'000'000;
constexpr std::size_t few_points = 5'000;

std::string current;  // what is read now

void say(const char* what) {
  const std::string text = "fuzz_mutants: " + std::string(what) + ": " + current + "\n";
  static_cast<void>(!write(STDERR_FILENO, text.data(), text.size()));
}

void too_slow(int) {
  say("takes too long");
  _exit(1);
}

/// SIGPROF comes when this process has computed for so long; 0: never.
void allow_seconds(int seconds) {
  const itimerval limit = {{0, 0}, {seconds, 0}};
  setitimer(ITIMER_PROF, &limit, nullptr);
}

/// A design may have a million points, and each is read: not these here.
struct ManyPoints {};

/// Is it a study?
bool read(const std::string& text, const std::string& name) {
  std::size_t points = 0;
  const auto count = [&] {
    if (++points > few_points) throw ManyPoints();
  };
  try {
    const auto study = bacelab::StudyFile::read(text, name, {}, count);
    const auto again = bacelab::StudyFile::read(study.resolved(), name, {});
    if (again.resolved() == study.resolved()) return true;
    say("resolves to another study");
    std::exit(1);
  } catch (const bacelab::InputError&) {
    return false;
  } catch (const ManyPoints&) {
    return true;
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fprintf(stderr, "usage: fuzz_mutants COUNT FIRST STUDY.toml...\n");
    return 2;
  }
  const auto count = std::strtoull(argv[1], nullptr, 10);
  const auto first = std::strtoull(argv[2], nullptr, 10);
  std::signal(SIGPROF, too_slow);
#ifndef __SANITIZE_ADDRESS__
  const rlimit memory = {most_bytes, most_bytes};
  setrlimit(RLIMIT_AS, &memory);
#endif
  for (int i = 3; i < argc; ++i) {
    const std::string name = argv[i];
    const std::string text = bacelab::read_file(name);
    if (count == 0) {
      std::fputs(bacelab::fuzz::mutant_of(text, first).c_str(), stdout);
      continue;
    }
    std::uint64_t studies = 0;
    double slowest_s = 0.0;
    for (std::uint64_t number = first; number < first + count; ++number) {
      current = "mutant " + std::to_string(number) + " of " + name;
      const std::clock_t start = std::clock();
      allow_seconds(most_seconds);
      try {
        studies += read(bacelab::fuzz::mutant_of(text, number), name) ? 1 : 0;
      } catch (const std::exception& error) {
        say(error.what());
        return 1;
      }
      allow_seconds(0);
      const auto ticks = static_cast<double>(std::clock() - start);
      slowest_s = std::max(slowest_s, ticks / CLOCKS_PER_SEC);
    }
    std::printf("%s: %llu mutants, of which %llu are studies; the slowest took %.2f s\n",
                name.c_str(), count, static_cast<unsigned long long>(studies), slowest_s);
    if (studies == 0 && count >= 100) return 1;  // the mutants are no longer near to studies
  }
  return 0;
}
