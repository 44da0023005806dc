#include "analysis/figures/worlds.hpp"

#include <fmt/format.h>

namespace bacelab {

void note_dropped(Figure& figure, const ResultsFile& file, std::size_t point,
                  const CompleteWorlds& worlds) {
  if (worlds.dropped == 0) return;
  figure.notes.push_back(fmt::format("{}{} of {} worlds are left out: a run is incomplete.",
                                     file.points() == 1 ? "" : fmt::format("Point {}: ", point),
                                     worlds.dropped, worlds.replications.size() + worlds.dropped));
}

}  // namespace bacelab
