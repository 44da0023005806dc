#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/box/description.hpp"

namespace bacelab {

/// The status of a run. The numbers are those of the results file.
enum class RunStatus : std::uint8_t {
  not_run = 0,  ///< it did not take place
  done = 1,     ///< every job was served
  stuck = 2,    ///< jobs were left that nothing could start
  failed = 3,   ///< it ended with an error
};

/// The names of the statuses, in the order of their numbers.
inline constexpr std::array<std::string_view, 4> run_status_names = {"not_run", "done", "stuck",
                                                                     "failed"};

/// A run that ended with an error.
struct RunFailure {
  std::size_t point = 0;
  std::size_t replication = 0;
  std::string policy;  ///< empty: the world could not be drawn
  std::string message;
};

/// The numbers of policies, metrics and job values per world.
struct RunBlockShape {
  std::size_t policies = 0;
  std::size_t metrics = 0;
  std::size_t jobs_per_run = 0;  ///< 0: no job rows
  std::size_t job_columns = 0;

  bool operator==(const RunBlockShape&) const = default;
};

/// The shape of the blocks of a study.
RunBlockShape run_block_shape(const ResultsDescription& description);

/// The results of adjacent worlds under all policies, row-major. The constructor makes a block in
/// which no run has taken place: metrics, times and job rows NaN, statuses `not_run`, no redraws.
struct RunBlock {
  RunBlock() = default;
  RunBlock(std::size_t first_world, std::size_t world_count, const RunBlockShape& shape);

  std::size_t first_world = 0;
  std::size_t world_count = 0;
  RunBlockShape shape;

  std::vector<double> metrics;        ///< [world][policy][metric]
  std::vector<RunStatus> status;      ///< [world][policy]
  std::vector<double> wall_s;         ///< [world][policy], wall-clock seconds of each run
  std::vector<std::int64_t> redraws;  ///< [world], number of redraws of the world
  std::vector<double> jobs;           ///< [world][policy][job][column]

  std::size_t run_count() const { return world_count * shape.policies; }

  /// The position of a run in `status` and `wall_s`; `world` counts from the first of the block.
  std::size_t run_index(std::size_t world, std::size_t policy) const;

  /// The metrics of a run.
  std::span<double> metrics_of(std::size_t world, std::size_t policy);

  /// The job rows of a run, [job][column].
  std::span<double> jobs_of(std::size_t world, std::size_t policy);
};

/// A part of a block: `count` worlds from the `offset`-th on, numbered from `first_world` on.
RunBlock slice(const RunBlock& block, std::size_t offset, std::size_t count,
               std::size_t first_world);

/// Whether every array of a block has the size that its shape asks for.
bool is_consistent(const RunBlock& block);

/// The size in memory of a block's arrays, in bytes.
std::size_t byte_count(const RunBlock& block);

}  // namespace bacelab
