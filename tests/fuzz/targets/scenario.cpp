#include <sstream>
#include <string>

#include "experiments/study/scenario/scenario_file.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/targets/targets.hpp"

namespace bacelab::fuzz {

/// A scenario that was read is written as one that reads the same.
void fuzz_scenario(std::string_view bytes) {
  const auto text_of = [](std::string_view text) {
    std::ostringstream out;
    write_scenario(out, read_scenario(text, "world.json"));
    return out.str();
  };
  const std::string text = text_of(bytes);
  require(must_read([&] { return text_of(text); }) == text, "a scenario reads the same again");
}

}  // namespace bacelab::fuzz
