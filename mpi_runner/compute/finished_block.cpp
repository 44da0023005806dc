#include "mpi_runner/compute/finished_block.hpp"

#include <stdexcept>
#include <utility>

#include "experiments/results/run_block_bytes.hpp"
#include "mpi_runner/sharing/bytes.hpp"

namespace bacelab {

bool has_run(const RunBlock& block, std::size_t world) {
  return block.status[block.run_index(world, 0)] != RunStatus::not_run;
}

std::vector<FinishedBlock> split_finished(FinishedBlock finished, std::size_t replications) {
  std::vector<FinishedBlock> parts;
  const std::size_t count = finished.block.world_count;
  for (std::size_t first = 0; first < count;) {
    std::size_t end = first;
    while (end < count && has_run(finished.block, end)) ++end;
    if (end - first == count) {
      parts.push_back(std::move(finished));
      return parts;
    }
    if (end > first) {
      parts.push_back(
          slice(finished, first, end - first, finished.block.first_world + first, replications));
    }
    first = end + 1;
  }
  return parts;
}

FinishedBlock slice(const FinishedBlock& finished, std::size_t offset, std::size_t count,
                    std::size_t first_world, std::size_t replications) {
  FinishedBlock part;
  part.block = slice(finished.block, offset, count, first_world);
  const std::size_t begin = finished.block.first_world + offset;
  for (const RunFailure& failure : finished.failures) {
    const std::size_t world = failure.point * replications + failure.replication;
    if (world >= begin && world - begin < count) part.failures.push_back(failure);
  }
  return part;
}

std::vector<std::byte> pack(const FinishedBlock& finished) {
  ByteWriter writer;
  writer.part(pack(finished.block));
  writer.number(finished.failures.size());
  for (const RunFailure& failure : finished.failures) {
    writer.number(failure.point);
    writer.number(failure.replication);
    writer.text(failure.policy);
    writer.text(failure.message);
  }
  return writer.take();
}

FinishedBlock unpack_finished(std::span<const std::byte> bytes) {
  ByteReader reader(bytes);
  FinishedBlock finished;
  finished.block = unpack(reader.part());
  const std::size_t failures = reader.number();
  for (std::size_t i = 0; i < failures; ++i) {
    RunFailure failure;
    failure.point = reader.number();
    failure.replication = reader.number();
    failure.policy = reader.text();
    failure.message = reader.text();
    finished.failures.push_back(std::move(failure));
  }
  if (!reader.is_at_end()) throw std::invalid_argument("there is more than finished worlds");
  return finished;
}

}  // namespace bacelab
