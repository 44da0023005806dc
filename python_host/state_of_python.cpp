#include "python_host/state_of_python.hpp"

#include <cstdint>
#include <utility>

#include "python_host/arrays.hpp"

namespace bacelab {
namespace {

namespace py = pybind11;

void set(const py::object& object, const char* name, const py::object& value) {
  object.attr(name) = value;
}

/// The values of a table where they are.
template <class I, class Value>
const Value* values_of(const Table<I, Value>& table) {
  return table.empty() ? nullptr : &*table.begin();
}

/// Shows a table unless it is what the state looks at already.
template <class I, class Value>
void show_table(const py::object& state, const char* name, const Table<I, Value>& table,
                const Value*& shown, py::handle memory) {
  const Value* const values = values_of(table);
  if (shown == values && shown != nullptr) return;
  shown = values;
  set(state, name, view_of(values, table.size(), memory));
}

/// An object of a class without calling anything of it.
py::object bare(const py::object& type) { return type.attr("__new__")(type); }

}  // namespace

py::object PlansOfPython::of(const StagePlan& plan, std::size_t regions) {
  py::object& known = known_[&plan];
  if (known) return known;
  std::vector<std::int64_t> stages;
  std::vector<double> times, demands, iterations, relative;
  std::vector<std::uint8_t> holds;
  for (const StageOption& option : plan.options()) {
    stages.push_back(option.stages);
    times.push_back(option.stage_time_s);
    demands.push_back(option.demand_bit_per_s);
    iterations.push_back(option.iteration_s);
    for (std::size_t i = 0; i < regions; ++i) holds.push_back(plan.holds(option, RegionIndex(i)));
  }
  for (std::size_t i = 0; i < regions; ++i) relative.push_back(plan.relative_time(RegionIndex(i)));
  known = bare(type_);
  set(known, "k", array_of(stages));
  set(known, "stage_time", array_of(times));
  set(known, "demand", array_of(demands));
  set(known, "iteration", array_of(iterations));
  set(known, "gpus", py::int_(plan.gpus_of_stage()));
  set(known, "holds", array_of(holds, stages.size(), regions).attr("view")("bool"));
  set(known, "relative_time", array_of(relative));
  return known;
}

StateOfPython::StateOfPython(const py::module_& module, py::object memory)
    : memory_(std::move(memory)),
      job_type_(module.attr("Job")),
      shared_(std::make_shared<Shared>(
          Shared{PlansOfPython(module.attr("Plan")), module.attr("Running")})),
      state_(bare(module.attr("State"))) {
  set(state_, "_running", py::cpp_function([shared = shared_] { return running_of(*shared); }));
}

void StateOfPython::show(const Situation& situation) {
  shared_->situation = &situation;
  set(state_, "now", py::float_(situation.now_s));
  show(situation.state);
  show_pending(situation.pending);
}

void StateOfPython::show(const SystemState& state) {
  if (!has_cluster_) show_cluster(state);
  show_arrays(state);
  set(state_, "total_capacity", py::float_(state.total_capacity()));
  set(state_, "total_demand", py::float_(state.total_demand()));
}

void StateOfPython::show_cluster(const SystemState& state) {
  has_cluster_ = true;
  regions_ = state.topology().regions();
  const Topology& topology = state.topology();
  std::vector<int> gpus;
  for (std::size_t i = 0; i < topology.regions(); ++i) gpus.push_back(state.gpus(RegionIndex(i)));
  std::vector<std::int64_t> ends;
  std::vector<double> usd;
  for (LinkIndex link; link.value() < topology.links(); ++link) {
    ends.push_back(static_cast<std::int64_t>(topology.ends(link).a.value()));
    ends.push_back(static_cast<std::int64_t>(topology.ends(link).b.value()));
    usd.push_back(state.transfer_usd_per_gb(link));
  }
  set(state_, "gpus", array_of(gpus));
  set(state_, "links", array_of(ends, topology.links(), 2));
  set(state_, "transfer_usd", array_of(usd));
  // Where there are no links there is nothing to look at.
  for (const char* name : {"capacity", "demand"}) set(state_, name, array_of<double>({}));
}

void StateOfPython::show_arrays(const SystemState& state) {
  show_table(state_, "free_gpus", state.free_gpus(), free_gpus_, memory_);
  show_table(state_, "price", state.price(), price_, memory_);
  if (state.demand().empty()) return;
  show_table(state_, "capacity", state.capacity(), capacity_, memory_);
  show_table(state_, "demand", state.demand(), demand_, memory_);
}

void StateOfPython::show_pending(std::span<const PendingJob> jobs) {
  py::list pending(jobs.size());
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    const std::size_t index = jobs[i].job.value();
    if (jobs_.size() <= index) jobs_.resize(index + 1);
    if (!jobs_[index]) jobs_[index] = make_job(jobs[i]);
    PyList_SET_ITEM(pending.ptr(), static_cast<Py_ssize_t>(i), jobs_[index].inc_ref().ptr());
  }
  set(state_, "pending", pending);
}

py::object StateOfPython::make_job(const PendingJob& job) {
  py::object made = bare(job_type_);
  set(made, "id", py::int_(job.id));
  set(made, "arrival", py::float_(job.arrival_s));
  set(made, "ideal", py::float_(job.ideal_s));
  set(made, "template", py::int_(job.template_index.value()));
  set(made, "plan", plan(*job.plan));
  return made;
}

py::list StateOfPython::running_of(Shared& shared) {
  if (shared.situation == nullptr) {
    throw std::runtime_error("the running jobs can be seen until decide() or score() has returned");
  }
  const std::size_t regions = shared.situation->state.topology().regions();
  py::list all;
  for (const RunningView& job : shared.situation->running) {
    py::tuple path(job.path.size());
    py::tuple stages(job.path.size());
    for (std::size_t i = 0; i < job.path.size(); ++i) {
      path[i] = py::int_(job.path[i].region.value());
      stages[i] = py::int_(job.path[i].stages);
    }
    const py::object made = bare(shared.running_type);
    set(made, "id", py::int_(job.id));
    set(made, "start", py::float_(job.start_s));
    set(made, "remaining_iterations", py::float_(job.remaining_iterations));
    set(made, "iteration", py::float_(job.iteration_s));
    set(made, "option", py::int_(job.option - job.plan->options().data()));
    set(made, "plan", shared.plans.of(*job.plan, regions));
    set(made, "path", path);
    set(made, "stages", stages);
    all.append(made);
  }
  return all;
}

}  // namespace bacelab
