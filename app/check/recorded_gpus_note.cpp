#include "app/check/recorded_gpus_note.hpp"

#include <fmt/format.h>

#include <vector>

#include "experiments/text/words.hpp"
#include "experiments/worlds/generate.hpp"

namespace bacelab {

std::optional<std::string> recorded_gpus_note(const WorldModel& model, const WorldId& id) {
  if (!model.jobs.traced) return std::nullopt;
  const JobTrace& trace = model.jobs.traced->trace();
  std::vector<std::size_t> jobs_of(trace.models.size());
  for (const TracedJob& job : trace.jobs) ++jobs_of[job.model];
  const auto plans = plans_of(model, id);
  std::size_t jobs = 0;
  std::string example;
  for (std::size_t i = 0; i < trace.models.size(); ++i) {
    const auto& plan = plans->plan(model.jobs.traced_models[i]);
    const auto recorded = trace.models[i].max_stages;
    if (!recorded || !plan || plan->best().stages == *recorded) continue;
    if (jobs == 0) {
      example = fmt::format("'{}' has at most {} stages", shown_key(full_name(trace.models[i])),
                            plan->best().stages);
    }
    jobs += jobs_of[i];
  }
  if (jobs == 0) return std::nullopt;
  return fmt::format("{}: {} of {} cannot have their recorded GPUs: {}", trace.file, jobs,
                     counted(trace.jobs.size(), "job"), example);
}

}  // namespace bacelab
