#include "app/check/notes.hpp"

#include <utility>

#include "app/check/horizon_note.hpp"
#include "app/check/parallelism_notes.hpp"
#include "app/check/recorded_gpus_note.hpp"
#include "app/check/stock_schedule.hpp"

namespace bacelab {

std::vector<std::string> notes_on(const Study& study) {
  std::vector<std::string> notes = study.world.network.notes;
  notes.insert(notes.end(), study.world.price.notes.begin(), study.world.price.notes.end());
  if (auto note = horizon_note(study)) notes.push_back(*std::move(note));
  if (auto note = stock_schedule_note(study.world, world_id(study, 0, 0))) {
    notes.push_back(std::move(*note));
  }
  if (auto note = recorded_gpus_note(study.world, world_id(study, 0, 0))) {
    notes.push_back(*std::move(note));
  }
  for (std::string& note : parallelism_notes(study.world.jobs, study.world.pipeline))
    notes.push_back(std::move(note));
  return notes;
}

}  // namespace bacelab
