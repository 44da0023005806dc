#include "analysis/figures/worlds.hpp"

#include <fmt/format.h>

#include "core/errors.hpp"

namespace bacelab {

void note_dropped(Figure& figure, const ResultsFile& file, std::size_t point,
                  const CompleteWorlds& worlds) {
  if (worlds.dropped == 0) return;
  figure.notes.push_back(fmt::format("{}{} of {} worlds are left out: a run is incomplete.",
                                     file.points() == 1 ? "" : fmt::format("Point {}: ", point),
                                     worlds.dropped, worlds.replications.size() + worlds.dropped));
}

std::size_t only_point(const ResultsFile& file, const FigureQuestion& question) {
  if (question.points.size() == 1) return question.points.front();
  throw InputError(fmt::format(
      "{}: the figure shows one point of the design, and there are {}: choose one with --point I, "
      "from 0 to {}, or --where FACTOR=VALUE",
      file.path().string(), question.points.size(), file.points() - 1));
}

CompleteWorlds worlds_of(Figure& figure, const ResultsFile& file, std::size_t point,
                         const FigureQuestion& question) {
  CompleteWorlds worlds = complete_worlds(file, point, question.selection);
  note_dropped(figure, file, point, worlds);
  const std::string note = note_on_dropped_policies(file, point, question.selection);
  if (!note.empty()) figure.notes.push_back(note + ".");
  return worlds;
}

}  // namespace bacelab
