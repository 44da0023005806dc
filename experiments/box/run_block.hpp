#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/box/description.hpp"
#include "experiments/box/study_box.hpp"
#include "experiments/box/world_set.hpp"
#include "experiments/text/bytes.hpp"

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

  [[nodiscard]] WorldPlace place() const {
    return {PointIndex(point), ReplicationIndex(replication)};
  }

  bool operator==(const RunFailure&) const = default;
};

/// The numbers of policies, metrics, job values and summaries per world.
struct RunBlockShape {
  std::size_t policies = 0;
  std::size_t metrics = 0;
  std::size_t jobs_per_run = 0;  ///< 0: no job rows
  std::size_t job_columns = 0;
  std::size_t world_summaries = 0;

  bool operator==(const RunBlockShape&) const = default;
};

/// The shape of the blocks of a study.
RunBlockShape run_block_shape(const ResultsDescription& description);

/// The results of adjacent worlds under all policies, row-major, and what went wrong in them. The
/// constructor makes a block in which no run has taken place: metrics, times, job rows and
/// summaries NaN, statuses `not_run`, no redraws, no failures.
struct RunBlock {
  RunBlock() = default;
  RunBlock(const WorldRange& worlds, const RunBlockShape& shape);

  WorldRange worlds;
  RunBlockShape shape;

  std::vector<double> metrics;        ///< [world][policy][metric]
  std::vector<RunStatus> status;      ///< [world][policy]
  std::vector<double> wall_s;         ///< [world][policy], wall-clock seconds of each run
  std::vector<std::int64_t> redraws;  ///< [world], number of redraws of its jobs or capacity
  std::vector<double> jobs;           ///< [world][policy][job][column]
  std::vector<double> summaries;      ///< [world][summary]

  std::vector<RunFailure> failures;  ///< by world, then policy

  [[nodiscard]] std::size_t run_count() const { return worlds.count * shape.policies; }

  /// Where a world of the block stands in its arrays.
  [[nodiscard]] std::size_t row_of(WorldIndex world) const { return world.value() - worlds.first; }

  /// Where a run stands in `status` and `wall_s`.
  [[nodiscard]] std::size_t run_index(std::size_t row, std::size_t policy) const;

  /// The metrics of a run.
  std::span<double> metrics_of(std::size_t row, std::size_t policy);
  [[nodiscard]] std::span<const double> metrics_of(std::size_t row, std::size_t policy) const;

  /// The job rows of a run, [job][column].
  std::span<double> jobs_of(std::size_t row, std::size_t policy);

  /// The summaries of a world.
  std::span<double> summaries_of(std::size_t row);

  /// Whether a run of a world took place.
  [[nodiscard]] bool has_run(std::size_t row) const;

  /// Marks the runs of a world as if they had not taken place.
  void leave_out(std::size_t row);

  /// Makes a run one that did not take place: without results; failures stay.
  void remove(std::size_t row, std::size_t policy);
};

/// Whether all runs of all worlds of a block took place.
bool is_whole(const RunBlock& block);

/// The part of a block that has these of its worlds, and their failures. `box`: which numbers the
/// worlds of the block.
RunBlock slice(const RunBlock& block, const WorldRange& worlds, const StudyBox& box);

/// The worlds of a block that have run, as blocks of their own without gaps.
std::vector<RunBlock> split_finished(RunBlock block, const StudyBox& box);

/// Adds the worlds of a block that begins where this one ends.
void append(RunBlock next, RunBlock& block);

/// Whether every array of a block has the size that its shape asks for.
bool is_consistent(const RunBlock& block);

/// The size in memory of a block's arrays, in bytes.
std::size_t byte_count(const RunBlock& block);

/// How the runs of a study ended.
struct RunCounts {
  std::size_t worlds = 0;
  std::size_t runs = 0;
  std::size_t stuck = 0;
  std::size_t failed = 0;
  std::size_t redraws = 0;           ///< jobs or capacities drawn again (OneRegionRule)
  std::vector<RunFailure> failures;  ///< as they came; by point, replication, policy when sorted
};

/// Adds the runs of a block.
void count(const RunBlock& block, RunCounts& counts);

/// Brings the failures into the order of point, replication and policy.
void sort_failures(RunCounts& counts);

/// A failure as a part of bytes; take_failure() reads it again.
void put_failure(const RunFailure& failure, ByteWriter& writer);
RunFailure take_failure(ByteReader& reader);

/// A block as bytes, to keep it in a file.
/// \throws std::invalid_argument if it is not consistent
std::vector<std::byte> pack(const RunBlock& block);

/// The block that pack() made these bytes of.
/// \throws std::invalid_argument if it did not
RunBlock unpack(std::span<const std::byte> bytes);

}  // namespace bacelab
