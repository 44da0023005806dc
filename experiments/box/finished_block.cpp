#include "experiments/box/finished_block.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <numeric>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "experiments/text/bytes.hpp"

namespace bacelab {
namespace {

/// "RUNBLCK1" as a number: what the bytes of a block begin with.
constexpr std::uint64_t magic = 0x52554e424c434b31;

/// The magic number, the first world, the number of worlds, and the shape.
using Header = std::array<std::uint64_t, 7>;

Header header_of(const RunBlock& block) {
  return {magic,
          block.first_world,
          block.world_count,
          block.shape.policies,
          block.shape.metrics,
          block.shape.jobs_per_run,
          block.shape.job_columns};
}

/// More bytes than any block has; products stop there, so that they and their sum do not wrap.
constexpr std::uint64_t too_many = std::uint64_t{1} << 60;

std::uint64_t limited_product(std::uint64_t a, std::uint64_t b) {
  return a != 0 && b > too_many / a ? too_many : a * b;
}

/// The size that bytes with this header must have, or more than any can have.
std::uint64_t size_after(const Header& header) {
  const std::uint64_t runs = limited_product(header[2], header[3]);
  const std::uint64_t job_numbers = limited_product(header[5], header[6]);
  const std::uint64_t parts[] = {
      sizeof(Header), limited_product(sizeof(std::int64_t), header[2]),
      limited_product(sizeof(double) + sizeof(RunStatus), runs),
      limited_product(sizeof(double), limited_product(runs, header[4])),
      limited_product(sizeof(double), limited_product(runs, job_numbers))};
  std::uint64_t sum = 0;
  for (const std::uint64_t part : parts) sum += part;
  return sum;
}

/// Appends values to bytes.
class Packer {
 public:
  explicit Packer(std::size_t size) : bytes_(size) {}

  template <class Values>
  void put(const Values& values) {
    const std::size_t size = values.size() * sizeof(typename Values::value_type);
    if (size > 0) std::memcpy(bytes_.data() + at_, values.data(), size);
    at_ += size;
  }

  std::vector<std::byte> take() { return std::move(bytes_); }

 private:
  std::vector<std::byte> bytes_;
  std::size_t at_ = 0;
};

/// Takes values off bytes that are known to be enough.
class Unpacker {
 public:
  explicit Unpacker(std::span<const std::byte> bytes) : bytes_(bytes) {}

  template <class Values>
  void get(Values& values) {
    const std::size_t size = values.size() * sizeof(typename Values::value_type);
    if (size > 0) std::memcpy(values.data(), bytes_.data(), size);
    bytes_ = bytes_.subspan(size);
  }

 private:
  std::span<const std::byte> bytes_;
};

Header read_header(std::span<const std::byte> bytes) {
  Header header{};
  if (bytes.size() < sizeof(Header)) {
    throw std::invalid_argument("these bytes are too few for a block of runs");
  }
  Unpacker(bytes).get(header);
  if (header[0] != magic) throw std::invalid_argument("these bytes are no block of runs");
  if (size_after(header) != bytes.size()) {
    throw std::invalid_argument("these bytes are not as many as their block of runs needs");
  }
  return header;
}

}  // namespace

std::vector<std::byte> pack(const RunBlock& block) {
  if (!is_consistent(block)) throw std::invalid_argument("a block of runs of inconsistent size");
  Packer packer(sizeof(Header) + byte_count(block));
  packer.put(header_of(block));
  packer.put(block.metrics);
  packer.put(block.wall_s);
  packer.put(block.redraws);
  packer.put(block.jobs);
  packer.put(block.status);
  return packer.take();
}

RunBlock unpack(std::span<const std::byte> bytes) {
  const Header header = read_header(bytes);
  RunBlock block(header[1], header[2], {header[3], header[4], header[5], header[6]});
  Unpacker unpacker(bytes.subspan(sizeof(Header)));
  unpacker.get(block.metrics);
  unpacker.get(block.wall_s);
  unpacker.get(block.redraws);
  unpacker.get(block.jobs);
  unpacker.get(block.status);
  return block;
}

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

void count(const FinishedBlock& finished, RunCounts& counts) {
  const RunBlock& block = finished.block;
  const auto with = [&](RunStatus status) {
    return static_cast<std::size_t>(std::count(block.status.begin(), block.status.end(), status));
  };
  counts.worlds += block.world_count;
  counts.runs += block.run_count();
  counts.stuck += with(RunStatus::stuck);
  counts.failed += with(RunStatus::failed);
  counts.redraws += static_cast<std::size_t>(
      std::accumulate(block.redraws.begin(), block.redraws.end(), std::int64_t{0}));
  counts.failures.insert(counts.failures.end(), finished.failures.begin(), finished.failures.end());
}

void sort_failures(RunCounts& counts) {
  std::sort(counts.failures.begin(), counts.failures.end(),
            [](const RunFailure& x, const RunFailure& y) {
              return std::tie(x.point, x.replication, x.policy) <
                     std::tie(y.point, y.replication, y.policy);
            });
}

}  // namespace bacelab
