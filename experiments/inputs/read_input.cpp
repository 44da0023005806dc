#include "experiments/inputs/read_input.hpp"

namespace bacelab {

void note_input(const ConfigSection& root, const std::string& name, const std::string& hash) {
  const ConfigSection inputs =
      root.table("inputs", "The files that the study names, as a resolved study keeps them");
  const std::string expected =
      inputs.text(name, hash, "What the file must hold, if it is given: the XXH3 of its bytes");
  if (expected == hash) return;
  inputs.fail(name, "the file was changed: its content is now " + hash,
              "the file as it was, or a study without this line");
}

}  // namespace bacelab
