#include "python_host/python_path_finder.hpp"

#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "python_host/values_of_python.hpp"

namespace bacelab {
namespace {

namespace py = pybind11;

/// What find() is given to call, as long as it runs: it puts the stages of a job on paths.
class Allocate {
 public:
  Allocate(const SystemState& state, const StagePlan& plan, const Allocator& allocator,
           DecisionLog* log)
      : state_(state), plan_(plan), allocator_(allocator), log_(log) {}

  /// The best placement of so many stages on one of these paths, as (path, stages); None if none of
  /// them has room. Throws RuleBroken for what is no path.
  py::object operator()(py::handle paths, py::handle stages) {
    const StageOption& option = option_with(stages);
    const JobView view = slots_.of(state_, plan_, option);
    std::optional<Placement> best;
    const SequenceOfPython items(paths, "allocate() got paths that are", "a list of paths");
    for (std::size_t i = 0; i < items.size(); ++i) {
      Placement candidate;
      candidate.path = path_of(items[i], state_.topology().regions(), "allocate() got a path that");
      candidate.option = &option;
      if (!state_.topology().is_path(candidate.path)) {
        throw RuleBroken("allocate() got the path " + shown(items[i]) +
                         "; allowed: different regions, each linked to the next");
      }
      if (!can_take(view, candidate.path, option.stages)) continue;
      allocator_.allocate(view, candidate);
      if (log_) log_->candidate(candidate);
      if (!best || allocator_.better(candidate, *best)) best = std::move(candidate);
    }
    return best ? as_python(*best) : py::none();
  }

 private:
  const StageOption& option_with(py::handle stages) const {
    const long wanted = whole_number_of(stages, 1, std::numeric_limits<int>::max(),
                                        "the number of stages that allocate() got");
    for (const StageOption& option : plan_.options()) {
      if (option.stages == wanted) return option;
    }
    throw RuleBroken("allocate() got " + std::to_string(wanted) +
                     " stages; allowed: those in plan.k");
  }

  static py::object as_python(const Placement& placement) {
    py::list path;
    py::list stages;
    for (const RegionIndex region : placement.path) path.append(region.value());
    for (const int of_region : placement.stages) stages.append(of_region);
    return py::make_tuple(path, stages);
  }

  const SystemState& state_;
  const StagePlan& plan_;
  const Allocator& allocator_;
  DecisionLog* log_;
  FreeSlots slots_;
};

/// As a function of Python. Somebody may keep it: then it says that it is void.
class AllocateFunction {
 public:
  explicit AllocateFunction(Allocate allocate)
      : allocate_(std::make_shared<std::optional<Allocate>>(std::move(allocate))),
        function_([allocate = allocate_](py::handle paths, py::handle stages) {
          if (!*allocate) throw RuleBroken("allocate() can be called in find() alone");
          return (**allocate)(paths, stages);
        }) {}
  AllocateFunction(const AllocateFunction&) = delete;
  AllocateFunction& operator=(const AllocateFunction&) = delete;
  ~AllocateFunction() { allocate_->reset(); }

  [[nodiscard]] const py::object& function() const { return function_; }

 private:
  std::shared_ptr<std::optional<Allocate>> allocate_;
  py::cpp_function function_;
};

/// Reads (path, stages).
void read_place(py::handle returned, const SystemState& state, Placement& result) {
  const SequenceOfPython items(returned, "what find() returned", "(path, stages), or None");
  if (items.size() != 2) {
    throw RuleBroken("what find() returned is " + shown(returned) +
                     "; allowed: (path, stages), or None");
  }
  result.path = path_of(items[0], state.topology().regions(), "the path that find() returned");
  result.stages = stages_of(items[1], "the stages that find() returned");
}

}  // namespace

SearchOutcome PythonPathFinder::find(const SystemState& state, const StagePlan& plan,
                                     const Allocator& allocator, Placement& result,
                                     DecisionLog* log) {
  result.clear();
  const bool found = part_.call([&](PythonPart::Run& run) {
    run.state.show(state);
    const AllocateFunction allocate(Allocate(state, plan, allocator, log));
    const py::object returned =
        run.method(run.state.object(), run.state.plan(plan), allocate.function());
    if (returned.is_none()) return false;
    read_place(returned, state, result);
    return true;
  });
  if (!found && log != nullptr) log->refused("the path finder finds no place");
  return {.found = found};
}

}  // namespace bacelab
