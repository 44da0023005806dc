#pragma once

#include "experiments/results/provenance.hpp"
#include "experiments/results/run_block.hpp"

namespace bacelab {

/// Where the results of a study go. One thread at a time.
class ResultSink {
 public:
  ResultSink() = default;
  ResultSink(const ResultSink&) = delete;
  ResultSink& operator=(const ResultSink&) = delete;
  virtual ~ResultSink() = default;

  /// Takes a block. Blocks come in any order; a world that comes again must be the same.
  /// \throws StorageError if it can't be stored
  virtual void accept(const RunBlock& block) = 0;

  /// Ends the results: all blocks were given that will be.
  /// \throws StorageError if they can't be stored
  virtual void finish(const Provenance& provenance) = 0;
};

}  // namespace bacelab
