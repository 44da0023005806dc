#include "python_host/python_ordering.hpp"

#include "python_host/values_of_python.hpp"

namespace bacelab {

void PythonOrdering::score(const Situation& situation, std::vector<double>& scores) const {
  part_.call([&](PythonPart::Run& run) {
    run.state.show(situation);
    const pybind11::object returned = run.method(run.state.object(), run.state.pending());
    const SequenceOfPython items(returned, "what score() returned", "a list of numbers");
    scores.clear();
    for (std::size_t i = 0; i < items.size(); ++i) {
      scores.push_back(number_of(items[i], "what score() returned"));
    }
  });
}

}  // namespace bacelab
