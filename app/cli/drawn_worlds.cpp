#include "app/cli/drawn_worlds.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <string_view>
#include <vector>

#include "core/errors.hpp"
#include "experiments/study/study_reader.hpp"
#include "experiments/worlds/capacity.hpp"
#include "experiments/worlds/world_summary.hpp"

namespace bacelab {
namespace {

void require_known_summaries(const ResultsFile& results) {
  const auto& summaries = results.description().world_summaries;
  const auto registry = world_summary_registry();
  bool is_same = summaries.size() == registry.size();
  for (std::size_t i = 0; is_same && i < summaries.size(); ++i) {
    is_same = std::string_view(summaries[i].name) == registry[i].name;
  }
  if (is_same) return;
  throw InputError(fmt::format(
      "{}: {} summaries of its worlds, by which --control goes: another version wrote it; run the "
      "study again to have them",
      results.path().string(), summaries.empty() ? "has no" : "has other"));
}

}  // namespace

DrawnWorlds draw_more_worlds(const ResultsFile& results, const StudyFile& file, std::size_t point,
                             std::size_t count) {
  require_known_summaries(results);
  const Study study = file.at(point);
  const std::size_t width = world_summary_registry().size();
  std::vector<double> summaries(count * width);
  std::vector<char> is_drawn(count, 0);
  tbb::parallel_for(std::size_t{0}, count, [&](std::size_t i) {
    try {
      const GeneratedWorld world = draw_world(study, point, results.replications() + i);
      summarise_world(study.world, world, std::span(summaries).subspan(i * width, width));
      is_drawn[i] = 1;
    } catch (const NoWorldFound&) {
      // Nor would a run of the study have it.
    }
  });
  DrawnWorlds drawn = {0, std::vector<double>(width, 0.0)};
  for (std::size_t i = 0; i < count; ++i) {
    if (is_drawn[i] == 0) continue;
    ++drawn.count;
    for (std::size_t k = 0; k < width; ++k) drawn.sums[k] += summaries[i * width + k];
  }
  return drawn;
}

}  // namespace bacelab
