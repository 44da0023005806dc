#include "mpi_runner/probe_answer.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "experiments/text/bytes.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr std::size_t longest_reason = 500;

/// A probe as bytes for a pipe.
struct Numbers {
  std::array<std::size_t, 5> counts;
  std::array<double, 5> values;
};

Numbers numbers_of(const Probe& probe) {
  const RunCounts& counts = probe.counts;
  return {{counts.worlds, counts.runs, counts.stuck, counts.failed, counts.redraws},
          {probe.seconds, probe.expected_core_seconds, probe.expected_bytes, probe.peak_bytes,
           probe.world_bytes}};
}

Probe probe_of(const Numbers& numbers) {
  Probe probe;
  RunCounts& counts = probe.counts;
  counts.worlds = numbers.counts[0];
  counts.runs = numbers.counts[1];
  counts.stuck = numbers.counts[2];
  counts.failed = numbers.counts[3];
  counts.redraws = numbers.counts[4];
  probe.seconds = numbers.values[0];
  probe.expected_core_seconds = numbers.values[1];
  probe.expected_bytes = numbers.values[2];
  probe.peak_bytes = numbers.values[3];
  probe.world_bytes = numbers.values[4];
  return probe;
}

void write_all(int pipe, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(pipe, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) _exit(1);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
}

/// One part of the answer, with its size before it.
void write_part(int pipe, std::span<const std::byte> bytes) {
  ByteWriter writer;
  writer.part(bytes);
  write_all(pipe, writer.take());
}

/// What the process wrote until it ended, or the time was over.
std::vector<std::byte> bytes_within(int pipe, std::chrono::milliseconds limit) {
  const auto end = std::chrono::steady_clock::now() + limit;
  pollfd ready = {pipe, POLLIN, 0};
  std::vector<std::byte> answer;
  for (;;) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    const int found = poll(&ready, 1, static_cast<int>(std::max<long>(0, left.count())));
    if (found < 0 && errno == EINTR) continue;
    if (found <= 0) return answer;
    std::array<std::byte, 4096> bytes{};
    const ssize_t size = read(pipe, bytes.data(), bytes.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return answer;
    answer.insert(answer.end(), bytes.begin(), bytes.begin() + size);
  }
}

/// The parts that are there as a whole.
std::vector<std::vector<std::byte>> parts_of(std::span<const std::byte> answer) {
  std::vector<std::vector<std::byte>> parts;
  ByteReader reader(answer);
  try {
    while (!reader.is_at_end()) {
      const auto part = reader.part();
      parts.emplace_back(part.begin(), part.end());
    }
  } catch (const std::invalid_argument&) {
    // The process was ended while it wrote this one.
  }
  return parts;
}

/// Findings of one part. The process may have failed while it looked for more.
void take_findings(std::span<const std::byte> part, Probe& probe) {
  try {
    probe.findings = unpack_findings(part);
  } catch (const std::invalid_argument&) {
    // Those of the part before stay.
  }
}

}  // namespace

void write_numbers(int pipe, const Probe& probe) {
  const Numbers numbers = numbers_of(probe);
  write_part(pipe, std::as_bytes(std::span(&numbers, 1)));
}

void write_findings(int pipe, const ProbeFindings& findings) { write_part(pipe, pack(findings)); }

void write_why_not(int pipe, const std::string& why) {
  const std::string shown = shortened(why, longest_reason);
  write_part(pipe, {});
  write_part(pipe, std::as_bytes(std::span(shown)));
}

std::optional<ProbeResult> read_answer(int pipe, std::chrono::milliseconds limit) {
  const auto parts = parts_of(bytes_within(pipe, limit));
  if (parts.empty()) return std::nullopt;
  if (parts.front().size() != sizeof(Numbers)) {
    const auto& why = parts.back();
    return ProbeResult{std::nullopt,
                       std::string(reinterpret_cast<const char*>(why.data()), why.size())};
  }
  Numbers numbers{};
  std::memcpy(&numbers, parts.front().data(), sizeof numbers);
  ProbeResult result = {probe_of(numbers), ""};
  for (std::size_t i = 1; i < parts.size(); ++i) take_findings(parts[i], *result.probe);
  return result;
}

}  // namespace bacelab
