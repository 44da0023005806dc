#include "experiments/study/result_name.hpp"

#include <stdexcept>

#include "experiments/results/results_description.hpp"

namespace bacelab {

void require_result_name(const ConfigSection& section, std::string_view key,
                         const std::string& name) {
  ResultsDescription description;
  description.policies = {name};
  try {
    validate(description);
  } catch (const std::invalid_argument&) {
    section.fail(key, "'" + name + "' can't be a name in the results file",
                 "names without blanks and slashes");
  }
}

}  // namespace bacelab
