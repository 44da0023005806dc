#include "core/pipeline/pipeline_model.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/contract.hpp"

namespace bacelab {
namespace {

constexpr auto all_schedules = std::to_array<NamedSchedule>({
    {"overlapped", Schedule::overlapped, "enough micro-batches in flight to hide transfers"},
    {"gpipe", Schedule::gpipe, "all forward passes, then all backward passes"},
    {"one_f_one_b", Schedule::one_f_one_b,
     "one forward, one backward pass in turn; extra_warmup hides transfers"},
    {"zero_bubble", Schedule::zero_bubble,
     "as one_f_one_b, with weight gradients put off to fill the bubble (ZB-H1)"},
});

constexpr auto all_splits = std::to_array<NamedWay<Split>>({
    {"layers", Split::layers, "between layers"},
    {"even", Split::even, "at any point, into equal stages"},
});

constexpr auto all_best_stages = std::to_array<NamedWay<BestStages>>({
    {"compute", BestStages::compute, "the fastest without transfers"},
    {"transfer", BestStages::transfer, "the fastest in one region, with its internal transfers"},
});

}  // namespace

Registry<NamedSchedule> schedules() {
  static constexpr Registry registry(all_schedules);
  return registry;
}

Registry<NamedWay<Split>> splits() {
  static constexpr Registry registry(all_splits);
  return registry;
}

Registry<NamedWay<BestStages>> best_stages_rules() {
  static constexpr Registry registry(all_best_stages);
  return registry;
}

std::string_view name_of(Schedule schedule) {
  return all_schedules[static_cast<std::size_t>(schedule)].name;
}

std::string_view name_of(Split split) { return all_splits[static_cast<std::size_t>(split)].name; }

std::string_view name_of(BestStages rule) {
  return all_best_stages[static_cast<std::size_t>(rule)].name;
}

int micro_batches_in_flight(const PipelineModel& pipeline, int stages, int micro_batches) {
  BACELAB_EXPECTS(stages >= 1 && micro_batches >= 1 && pipeline.extra_warmup >= 0);
  switch (pipeline.schedule) {
    case Schedule::overlapped:
      return std::min(micro_batches, 2 * stages);
    case Schedule::gpipe:
      return micro_batches;
    case Schedule::one_f_one_b:
    case Schedule::zero_bubble:
      return std::min(micro_batches, stages + pipeline.extra_warmup);
  }
  return micro_batches;
}

}  // namespace bacelab
