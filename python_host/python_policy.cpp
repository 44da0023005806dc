#include "python_host/python_policy.hpp"

#include "core/scheduling/rules.hpp"
#include "python_host/decisions_of_python.hpp"
#include "python_host/time_limit.hpp"

namespace bacelab {

namespace py = pybind11;

namespace {

/// What a policy is shown is void at the end, also by an exception.
class Shown {
 public:
  explicit Shown(StateOfPython& state) : state_(state) {}
  Shown(const Shown&) = delete;
  Shown& operator=(const Shown&) = delete;
  ~Shown() { state_.hide(); }

 private:
  StateOfPython& state_;
};

}  // namespace

PythonPolicy::PythonPolicy(const PythonClass& type, const Parameters& given)
    : class_(&type), values_(type.values(given)) {}

PythonPolicy::~PythonPolicy() {
  const py::gil_scoped_acquire acquired;
  run_.reset();
}

void PythonPolicy::begin_run(std::uint64_t seed) {
  const py::gil_scoped_acquire acquired;
  run_.reset();
  const py::object policy = class_->make(values_, seed);
  run_.emplace(Run{policy.attr("decide"), policy.attr("time_limit").cast<double>(),
                   StateOfPython(py::module_::import("bacelab"), class_->memory)});
}

void PythonPolicy::decide(const Situation& situation, std::vector<Decision>& decisions) {
  const py::gil_scoped_acquire acquired;
  const Shown shown(run_->state);
  try {
    run_->state.show(situation);
    const py::object returned = [&] {
      const TimeLimit limit(run_->limit_s);
      return run_->decide(run_->state.object());
    }();
    read_decisions(returned, situation, run_->state, decisions);
  } catch (const py::error_already_set& error) {
    throw RuleBroken("decide() raised " + told(error, class_->file));
  }
}

}  // namespace bacelab
