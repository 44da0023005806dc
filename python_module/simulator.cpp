/// The module bacelab._simulator: one run in a process of Python, under a policy made of its
/// classes and objects.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <exception>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "core/errors.hpp"
#include "core/scheduling/policies/policy.hpp"
#include "core/scheduling/rules.hpp"
#include "experiments/study/policy_settings.hpp"
#include "experiments/study/scenario/answer_writer.hpp"
#include "experiments/study/scenario/scenario_file.hpp"
#include "python_host/classes_of_python.hpp"
#include "python_host/kept_exception.hpp"
#include "python_module/run_memory.hpp"

namespace bacelab {
namespace {

namespace py = pybind11;

py::object class_of(const char* module, const char* name) {
  return py::module_::import(module).attr(name);
}

/// `bace` with other parts, under a name of its own.
PolicySpec with_parts(const std::string& name, const py::dict& parts) {
  PolicySpec spec = named_policies().at("bace", "policy");
  spec.name = name;
  for (const auto& [key, value] : parts) {
    const auto part = key.cast<std::string>();
    if (part == "blocking") {
      spec.blocking = value.cast<bool>();
    } else if (part == "ordering") {
      spec.ordering = value.cast<std::string>();
    } else if (part == "path_finder") {
      spec.path_finder = value.cast<std::string>();
    } else {
      spec.allocator = value.cast<std::string>();
    }
  }
  return spec;
}

std::vector<PolicySetting> settings_of(const std::string& policy,
                                       const std::map<std::string, double>& parameters) {
  std::vector<PolicySetting> settings;
  for (const auto& [name, value] : parameters) {
    settings.push_back({"parameters", policy, name, value});
  }
  return settings;
}

/// Throws what a policy has raised as it is, if it has; but a decision that took too long as a
/// BacelabError.
void raise_kept(const KeptException& kept, const std::string& message) {
  const py::object& raised = kept.get();
  if (raised.is_none()) return;
  PyErr_SetObject(py::type::handle_of(raised).ptr(), raised.ptr());
  py::error_already_set error;
  if (error.matches(class_of("bacelab", "TookTooLong"))) {
    py::raise_from(error, class_of("bacelab.program", "BacelabError").ptr(), message.c_str());
    throw py::error_already_set();
  }
  throw error;
}

std::string run(RunMemory& memory, const PolicySpec& spec, const PolicyCatalog& catalog) {
  const py::gil_scoped_release released;
  Policy policy = make_policy(spec, catalog);
  const RunRecord& record = memory.simulator.run(memory.scenario, policy);
  std::ostringstream answer;
  write_answer(answer, spec.name, memory.scenario, record);
  return answer.str();
}

std::string simulate(const std::string& world, const std::string& file, const std::string& name,
                     const py::dict& parts, const py::list& classes,
                     const std::map<std::string, double>& parameters) {
  py::object owner;
  RunMemory& memory = RunMemory::make(read_scenario(world, file), owner);
  ClassesOfPython known(owner);
  for (const py::handle one : classes) known.add(one.cast<py::tuple>());
  PolicyCatalog catalog;
  known.add_to(catalog);
  if (!parts.empty()) catalog.add_policy(with_parts(name, parts));
  const PolicySpec spec =
      resolve_policy(name, settings_of(name, parameters), catalog.policies(), catalog);
  require_serves(spec, memory.scenario.cluster.regions().size(), catalog);
  const KeptException kept;
  try {
    return run(memory, spec, catalog);
  } catch (const RuleBroken& broken) {
    const std::string message = "policy " + spec.name + ": " + broken.what();
    raise_kept(kept, message);
    throw InputError(message);
  }
}

void translate(std::exception_ptr thrown) {
  try {
    if (thrown) std::rethrow_exception(thrown);
  } catch (const InputError& refused) {
    PyErr_SetString(class_of("bacelab.program", "BacelabError").ptr(), refused.what());
  }
}

}  // namespace
}  // namespace bacelab

PYBIND11_MODULE(_simulator, module) {
  module.doc() = "One run of the simulator in this process.";
  pybind11::register_local_exception_translator(bacelab::translate);
  module.def("simulate", bacelab::simulate, pybind11::arg("world"), pybind11::arg("file"),
             pybind11::arg("name"), pybind11::arg("parts"), pybind11::arg("classes"),
             pybind11::arg("parameters"),
             "The answer of `bacelab simulate --json` for the text of a scenario; `file`: its name "
             "in messages. `classes`: as bacelab._host.recipe() has them. The policy is the one "
             "called `name`, or `bace` with other `parts`.");
}
