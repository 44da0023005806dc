#include "python_host/python_allocator.hpp"

#include <string>

#include "python_host/values_of_python.hpp"

namespace bacelab {
namespace {

namespace py = pybind11;

/// Reads the stages of each region. Throws RuleBroken unless they are a division of those of the
/// placement's option.
void read_division(py::handle returned, const JobView& view, Placement& placement) {
  placement.stages = stages_of(returned, "what allocate() returned");
  if (placement.stages.size() == placement.path.size() && is_divided(view, placement)) return;
  std::string slots;
  for (const RegionIndex region : placement.path) {
    slots += (slots.empty() ? "" : ", ") + std::to_string(view.free_slots[region]);
  }
  throw RuleBroken("what allocate() returned is " + shown(returned) + "; allowed: a number for " +
                   "each of " + std::to_string(placement.path.size()) + " regions, at most " +
                   slots + ", together " + std::to_string(placement.option->stages));
}

}  // namespace

void PythonAllocator::allocate(const JobView& view, Placement& placement) const {
  part_.call([&](PythonPart::Run& run) {
    run.state.show(view.state);
    const py::object plan = run.state.plan(view.plan);
    py::list path;
    py::list slots;
    for (const RegionIndex region : placement.path) {
      path.append(region.value());
      slots.append(view.free_slots[region]);
    }
    const py::object stages =
        run.method(run.state.object(), plan, path, slots, placement.option->stages);
    read_division(stages, view, placement);
    const py::object cost = run.object.attr("cost")(run.state.object(), plan, path, stages);
    const double price = number_of(cost, "what cost() returned");
    placement.price = {price, price};
  });
}

bool PythonAllocator::better(const Placement& candidate, const Placement& best) const {
  if (candidate.price.price != best.price.price) return candidate.price.price < best.price.price;
  return shorter_path(candidate, best);
}

}  // namespace bacelab
