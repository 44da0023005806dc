#include "app/check/notes.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "app/check/horizon_note.hpp"
#include "app/check/parallelism_notes.hpp"
#include "app/check/recorded_gpus_note.hpp"
#include "app/check/stock_schedule.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

std::optional<std::string> part_of_trace_note(const JobsModel& jobs) {
  if (!jobs.traced) return std::nullopt;
  const JobTrace& trace = jobs.traced->trace();
  if (trace.jobs.size() <= jobs.count) return std::nullopt;
  return fmt::format("{}: a world has {} of its {} (jobs.count)", trace.file, jobs.count,
                     counted(trace.jobs.size(), "job"));
}

}  // namespace

std::vector<std::string> notes_on(const Study& study) {
  std::vector<std::string> notes = study.world.network.notes;
  notes.insert(notes.end(), study.world.price.notes.begin(), study.world.price.notes.end());
  if (auto note = horizon_note(study)) notes.push_back(*std::move(note));
  if (auto note = stock_schedule_note(study.world, world_id(study, 0, 0))) {
    notes.push_back(std::move(*note));
  }
  if (auto note = part_of_trace_note(study.world.jobs)) notes.push_back(*std::move(note));
  if (auto note = recorded_gpus_note(study.world, world_id(study, 0, 0))) {
    notes.push_back(*std::move(note));
  }
  for (std::string& note : parallelism_notes(study.world.jobs, study.world.pipeline))
    notes.push_back(std::move(note));
  return notes;
}

}  // namespace bacelab
