#include "app/figures/stored_world.hpp"

#include <fmt/format.h>

#include "app/cli/study_of_results.hpp"
#include "core/errors.hpp"
#include "core/simulation/scenario.hpp"
#include "experiments/worlds/capacity.hpp"

namespace bacelab {
namespace {

Study study_of(const ResultsFile& file, std::size_t point, const FigureQuestion& question) {
  try {
    return read_study_of(file, {}, question.inputs).at(point);
  } catch (const InputError& error) {
    throw InputError(fmt::format(
        "{} (the world is made again from the study in the file; --inputs DIR says where the files "
        "are that the study names)",
        error.what()));
  }
}

}  // namespace

StoredWorld stored_world(const ResultsFile& file, std::size_t point,
                         const FigureQuestion& question) {
  if (file.description().model != model_version) {
    throw InputError(fmt::format(
        "{}: its runs are of model {}, and this program computes model {}: worlds can't be made "
        "again",
        file.path().string(), file.description().model, model_version));
  }
  if (question.replication >= file.replications_run(point)) {
    throw InputError(fmt::format("--replication {}: point {} has the replications 0 to {}",
                                 question.replication, point, file.replications_run(point) - 1));
  }
  StoredWorld stored;
  stored.study = study_of(file, point, question);
  try {
    stored.world = draw_world(stored.study, point, question.replication);
  } catch (const NoWorldFound& error) {
    throw InputError(fmt::format("{}: --replication {}: {}", file.path().string(),
                                 question.replication, error.what()));
  }
  return stored;
}

std::string world_sentence(const ResultsFile& file, std::size_t point, std::size_t replication) {
  if (file.points() == 1) return fmt::format("World {}.", replication);
  return fmt::format("World {} of point {} ({}).", replication, point,
                     point_label(file.factors(), point));
}

}  // namespace bacelab
