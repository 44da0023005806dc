#pragma once

#include <filesystem>
#include <span>

#include "experiments/results/run_columns.hpp"
#include "tests/results/sample_study.hpp"

namespace bacelab::sample {

/// Writes a results file of a study in which the worlds of `block` ran.
inline void write_file(const std::filesystem::path& path, const ResultsDescription& study,
                       const RunBlock& block, const Provenance& provenance = {}) {
  ColumnWriter store(path, study);
  store.write(to_columns(std::span(&block, 1)));
  store.write(provenance);
  store.close();
}

/// The same, all worlds having run.
inline void write_file(const std::filesystem::path& path, const ResultsDescription& study,
                       const Provenance& provenance = {}) {
  write_file(path, study, block(study, 0, study.box().worlds()), provenance);
}

}  // namespace bacelab::sample
