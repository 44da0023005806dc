#include <bit>

#include "experiments/text/bytes.hpp"
#include "experiments/text/words.hpp"
#include "mpi_runner/probe_findings.hpp"

namespace bacelab {
namespace {

constexpr std::size_t longest_text = 2000;  // a policy's message may have any length

template <class Whole>
void put_whole(Whole number, ByteWriter& writer) {
  writer.number(static_cast<std::size_t>(number));
}

void put_obstacle(const Obstacle& obstacle, ByteWriter& writer) {
  put_whole(obstacle.limit, writer);
  put_whole(obstacle.job, writer);
  writer.text(shortened(obstacle.model, longest_text));
  put_whole(obstacle.waiting, writer);
  put_whole(obstacle.stages, writer);
  put_whole(obstacle.by_fraction, writer);
  put_whole(obstacle.gpus_of_stage, writer);
  put_whole(obstacle.slots, writer);
  writer.text(shortened(obstacle.link, longest_text));
  writer.number(std::bit_cast<std::size_t>(obstacle.end_s));
}

Obstacle take_obstacle(ByteReader& reader) {
  Obstacle obstacle;
  obstacle.limit = static_cast<Limit>(reader.number());
  obstacle.job = static_cast<std::int64_t>(reader.number());
  obstacle.model = reader.text();
  obstacle.waiting = reader.number();
  obstacle.stages = static_cast<int>(reader.number());
  obstacle.by_fraction = reader.number() != 0;
  obstacle.gpus_of_stage = static_cast<int>(reader.number());
  obstacle.slots = static_cast<int>(reader.number());
  obstacle.link = reader.text();
  obstacle.end_s = std::bit_cast<double>(reader.number());
  return obstacle;
}

StuckRuns take_stuck(ByteReader& reader) {
  StuckRuns runs;
  runs.policy = reader.text();
  runs.runs = reader.number();
  runs.point = reader.number();
  runs.replication = reader.number();
  if (reader.number() != 0) runs.obstacle = take_obstacle(reader);
  return runs;
}

FailedRuns take_failed(ByteReader& reader) {
  FailedRuns runs;
  runs.runs = reader.number();
  runs.first = take_failure(reader);
  return runs;
}

}  // namespace

std::vector<std::byte> pack(const ProbeFindings& findings) {
  ByteWriter writer;
  writer.number(findings.stuck.size());
  for (const StuckRuns& runs : findings.stuck) {
    writer.text(runs.policy);
    writer.number(runs.runs);
    writer.number(runs.point);
    writer.number(runs.replication);
    writer.number(runs.obstacle ? 1 : 0);
    if (runs.obstacle) put_obstacle(*runs.obstacle, writer);
  }
  writer.number(findings.failed.size());
  for (const FailedRuns& runs : findings.failed) {
    writer.number(runs.runs);
    RunFailure first = runs.first;
    first.message = shortened(first.message, longest_text);
    put_failure(first, writer);
  }
  return writer.take();
}

ProbeFindings unpack_findings(std::span<const std::byte> bytes) {
  ByteReader reader(bytes);
  ProbeFindings findings;
  const std::size_t stuck = reader.number();
  for (std::size_t i = 0; i < stuck; ++i) findings.stuck.push_back(take_stuck(reader));
  const std::size_t failed = reader.number();
  for (std::size_t i = 0; i < failed; ++i) findings.failed.push_back(take_failed(reader));
  if (!reader.is_at_end()) throw std::invalid_argument("there is more than findings");
  return findings;
}

}  // namespace bacelab
