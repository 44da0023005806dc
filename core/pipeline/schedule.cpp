#include "core/pipeline/schedule.hpp"

#include <algorithm>
#include <array>

namespace bacelab {
namespace {

constexpr std::array<NamedSchedule, 3> all_schedules = {{
    {"overlapped", Schedule::overlapped, "enough micro-batches in flight to hide transfers"},
    {"gpipe", Schedule::gpipe, "all forward passes, then all backward passes"},
    {"one_f_one_b", Schedule::one_f_one_b,
     "one forward, one backward; extra_warmup hides transfers"},
}};

}  // namespace

std::span<const NamedSchedule> schedules() { return all_schedules; }

std::string_view name_of(Schedule schedule) {
  return all_schedules[static_cast<std::size_t>(schedule)].name;
}

int micro_batches_in_flight(const PipelineModel& pipeline, int stages, int micro_batches) {
  switch (pipeline.schedule) {
    case Schedule::overlapped:
      return std::min(micro_batches, 2 * stages);
    case Schedule::gpipe:
      return micro_batches;
    case Schedule::one_f_one_b:
      return std::min(micro_batches, stages + pipeline.extra_warmup);
  }
  return micro_batches;
}

}  // namespace bacelab
