#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "mpi_runner/probe.hpp"

namespace bacelab {

/// What a process of its own found out about a study.
struct ProbeResult {
  std::optional<Probe> probe;  ///< with findings instead of counts.failures
  std::string why_not;         ///< if there is none
};

// The answer of that process through a pipe, part by part, so that what took too long leaves what
// was there before. Writing ends the process if nobody reads.

void write_numbers(int pipe, const Probe& probe);
/// Again, with more findings, or for the first time.
void write_findings(int pipe, const ProbeFindings& findings);
/// Instead of all others: why there are no numbers.
void write_why_not(int pipe, const std::string& why);

/// What the process wrote until it ended or the time was over. None if it wrote nothing.
std::optional<ProbeResult> read_answer(int pipe, std::chrono::milliseconds limit);

}  // namespace bacelab
