#pragma once

#include <pybind11/pybind11.h>

#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "core/scheduling/whole_policy.hpp"

namespace bacelab {

/// The plans of a run as Python sees them: bacelab.Plan, one for each template.
class PlansOfPython {
 public:
  explicit PlansOfPython(pybind11::object type) : type_(std::move(type)) {}
  pybind11::object of(const StagePlan& plan, std::size_t regions);

 private:
  pybind11::object type_;
  std::unordered_map<const StagePlan*, pybind11::object> known_;
};

/// What a policy in Python sees in one run: a bacelab.State, whose arrays are views of the
/// program's own. All needs the interpreter's lock.
class StateOfPython {
 public:
  /// `module`: bacelab. `memory`: PythonClass::memory.
  StateOfPython(const pybind11::module_& module, pybind11::object memory);

  /// Brings the state up to date.
  void show(const Situation& situation);
  /// The same where time and jobs are not known.
  void show(const SystemState& state);
  /// What was shown is void.
  void hide() { shared_->situation = nullptr; }

  [[nodiscard]] pybind11::handle object() const { return state_; }
  /// The jobs that were shown last, as a list.
  [[nodiscard]] pybind11::object pending() const { return state_.attr("pending"); }
  /// A plan of the run, as Python sees it: always the same object.
  [[nodiscard]] pybind11::object plan(const StagePlan& plan) {
    return shared_->plans.of(plan, regions_);
  }
  /// The class of pending jobs.
  [[nodiscard]] pybind11::handle job_type() const { return job_type_; }
  /// A pending job that has been shown.
  [[nodiscard]] pybind11::handle job(JobIndex index) const { return jobs_[index.value()]; }

 private:
  /// Lives as long as a state that somebody has kept.
  struct Shared {
    PlansOfPython plans;
    pybind11::object running_type;
    const Situation* situation = nullptr;
  };

  static pybind11::list running_of(Shared& shared);
  void show_cluster(const SystemState& state);
  void show_arrays(const SystemState& state);
  void show_pending(std::span<const PendingJob> jobs);
  pybind11::object make_job(const PendingJob& job);

  pybind11::object memory_;
  pybind11::object job_type_;
  std::shared_ptr<Shared> shared_;
  pybind11::object state_;
  bool has_cluster_ = false;
  std::size_t regions_ = 0;
  // Where the arrays look.
  const int* free_gpus_ = nullptr;
  const double* price_ = nullptr;
  const double* capacity_ = nullptr;
  const double* demand_ = nullptr;
  std::vector<pybind11::object> jobs_;
};

}  // namespace bacelab
