#include "python_host/python_policy.hpp"

#include "python_host/decisions_of_python.hpp"

namespace bacelab {

void PythonPolicy::decide(const Situation& situation, std::vector<Decision>& decisions) {
  part_.call([&](PythonPart::Run& run) {
    run.state.show(situation);
    read_decisions(run.method(run.state.object()), situation, run.state, decisions);
  });
}

}  // namespace bacelab
