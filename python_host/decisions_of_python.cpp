#include "python_host/decisions_of_python.hpp"

#include <limits>
#include <string>

#include "core/scheduling/rules.hpp"
#include "python_host/values_of_python.hpp"

namespace bacelab {
namespace {

namespace py = pybind11;

std::size_t position_of(py::handle job, const Situation& situation, const StateOfPython& state) {
  const auto pending = situation.pending;
  if (py::isinstance(job, state.job_type())) {
    for (std::size_t i = 0; i < pending.size(); ++i) {
      if (state.job(pending[i].job).is(job)) return i;
    }
  } else if (is_whole(job)) {
    const long id = whole_number_of(job, std::numeric_limits<long>::min(),
                                    std::numeric_limits<long>::max(), "decide()");
    for (std::size_t i = 0; i < pending.size(); ++i) {
      if (pending[i].id == id) return i;
    }
  }
  throw RuleBroken("decide() starts " + shown(job) +
                   ", which is not pending; allowed: a job of state.pending, or its id");
}

Decision decision_of(py::handle item, const Situation& situation, const StateOfPython& state) {
  constexpr const char* allowed = "(job, path, stages)";
  const SequenceOfPython parts(item, "an item of what decide() returned", allowed);
  if (parts.size() != 3) {
    throw RuleBroken("an item of what decide() returned is " + shown(item) +
                     "; allowed: " + allowed);
  }
  const std::size_t position = position_of(parts[0], situation, state);
  const std::string whose = "job " + std::to_string(situation.pending[position].id) + ": ";
  const std::size_t regions = situation.state.topology().regions();
  return {position, path_of(parts[1], regions, whose + "its path"),
          stages_of(parts[2], whose + "its stages")};
}

}  // namespace

void read_decisions(py::handle returned, const Situation& situation, const StateOfPython& state,
                    std::vector<Decision>& decisions) {
  if (returned.is_none()) return;
  const SequenceOfPython items(returned, "what decide() returned",
                               "a list of (job, path, stages), or None");
  for (std::size_t i = 0; i < items.size(); ++i) {
    decisions.push_back(decision_of(items[i], situation, state));
  }
}

}  // namespace bacelab
