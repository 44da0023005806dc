#include "app/figures/world_kind.hpp"

#include "analysis/figures/worlds.hpp"
#include "app/figures/stored_world.hpp"
#include "app/world/world_figure.hpp"

namespace bacelab {

Figure world_kind(const ResultsFile& file, const FigureQuestion& question) {
  const std::size_t point = only_point(file, question);
  const StoredWorld stored = stored_world(file, point, question);
  const WorldView view = view_of(stored.study.world, stored.world);
  const double end_s =
      question.window ? question.window->high : shown_seconds(stored.world.scenario);
  Figure figure = world_figure(view, world_sentence(file, point, question.replication), end_s);
  if (question.window) {
    for (Panel& panel : figure.panels) panel.x.range = question.window;
  }
  return figure;
}

}  // namespace bacelab
