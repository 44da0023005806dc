#include "tests/fuzz/fuzz_target.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>

#include "core/errors.hpp"
#include "tests/fuzz/targets/targets.hpp"

namespace bacelab::fuzz {

std::span<const FuzzTarget> fuzz_targets() {
  static constexpr std::array<FuzzTarget, 11> targets = {{
      {"csv", fuzz_csv},
      {"links", fuzz_links},
      {"prices", fuzz_prices},
      {"jobs", fuzz_jobs},
      {"import_bandwidth", fuzz_import_bandwidth},
      {"import_latency", fuzz_import_latency},
      {"import_transfer_prices", fuzz_import_transfer_prices},
      {"import_prices", fuzz_import_prices},
      {"import_jobs", fuzz_import_jobs},
      {"study", fuzz_study},
      {"scenario", fuzz_scenario},
  }};
  return targets;
}

void run(const FuzzTarget& target, std::string_view bytes) {
  try {
    target.run(bytes);
  } catch (const InputError&) {
  }
}

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

}  // namespace bacelab::fuzz
