#include "python_host/python_policy.hpp"

#include "core/scheduling/rules.hpp"
#include "python_host/decisions_of_python.hpp"
#include "python_host/interpreter.hpp"
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

std::string told(const py::error_already_set& error, const std::string& file) {
  if (error.trace()) PyException_SetTraceback(error.value().ptr(), error.trace().ptr());
  try {
    return host_module().attr("told")(error.value(), file).cast<std::string>();
  } catch (const py::error_already_set&) {
    return "an exception that can't be shown as text";
  }
}

PythonPolicy::PythonPolicy(const PolicyClass& type, const Parameters& given) : class_(&type) {
  for (const ParameterInfo& parameter : type.parameters) {
    values_.emplace(parameter.name, value_of(parameter, given));
  }
}

PythonPolicy::~PythonPolicy() {
  const py::gil_scoped_acquire acquired;
  run_.reset();
}

void PythonPolicy::begin_run(std::uint64_t seed) {
  const py::gil_scoped_acquire acquired;
  run_.reset();
  py::dict values;
  for (const auto& [name, value] : values_) values[py::str(name)] = value;
  try {
    const py::object policy = host_module().attr("make")(class_->type, values, seed);
    run_.emplace(Run{policy.attr("decide"), policy.attr("time_limit").cast<double>(),
                     StateOfPython(py::module_::import("bacelab"))});
  } catch (const py::error_already_set& error) {
    throw RuleBroken("the policy can't be made: " + told(error, class_->file));
  }
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
