#pragma once

#include <cstddef>

#include "analysis/figures/question.hpp"
#include "experiments/results/results_file.hpp"
#include "experiments/study/study_reader.hpp"

namespace bacelab {

/// A world of a results file, made again.
struct StoredWorld {
  Study study;  ///< at its point
  GeneratedWorld world;
};

/// Makes the world of a replication at a point again, from the study that the file keeps and the
/// files that it names. Throws InputError if the file is of another model, if one of its inputs is
/// missing or was changed, or if there is no such replication.
[[nodiscard]] StoredWorld stored_world(const ResultsFile& file, std::size_t point,
                                       const FigureQuestion& question);

/// Which world it is, as a sentence: "World 3 of point 0 (network.scale = 1).".
[[nodiscard]] std::string world_sentence(const ResultsFile& file, std::size_t point,
                                         std::size_t replication);

}  // namespace bacelab
