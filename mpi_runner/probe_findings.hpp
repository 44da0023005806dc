#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "experiments/box/run_block.hpp"
#include "experiments/study/stuck/obstacle.hpp"
#include "experiments/study/study_file.hpp"

namespace bacelab {

/// The runs of a policy that got stuck.
struct StuckRuns {
  std::string policy;
  std::size_t runs = 0;
  std::size_t point = 0;  ///< of the first of them
  std::size_t replication = 0;
  std::optional<Obstacle> obstacle = {};  ///< there; none: nobody has looked

  bool operator==(const StuckRuns&) const = default;
};

/// The runs of a policy that failed; without a policy, the worlds that could not be drawn.
struct FailedRuns {
  std::size_t runs = 0;
  RunFailure first;

  bool operator==(const FailedRuns&) const = default;
};

/// What went wrong in the worlds of a probe, by policy in the order in which it first happened.
struct ProbeFindings {
  std::vector<StuckRuns> stuck;
  std::vector<FailedRuns> failed;

  bool operator==(const ProbeFindings&) const = default;
};

/// Adds the runs of a block. `policies`: those of the study.
void add_runs(const RunBlock& block, const StudyBox& box, std::span<const std::string> policies,
              ProbeFindings& findings);

/// Runs the first stuck run of each of the first few policies again, and looks what it lacked.
void look_for_obstacles(const StudyFile& file, ProbeFindings& findings);

/// Findings as bytes for another process, texts shortened, and the findings of such bytes. Throws
/// std::invalid_argument for others.
[[nodiscard]] std::vector<std::byte> pack(const ProbeFindings& findings);
[[nodiscard]] ProbeFindings unpack_findings(std::span<const std::byte> bytes);

}  // namespace bacelab
