#include "experiments/box/block_bytes.hpp"

#include <array>
#include <cstdint>
#include <cstring>
#include <stdexcept>
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
          block.worlds.first,
          block.worlds.count,
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

std::vector<std::byte> pack_numbers(const RunBlock& block) {
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

RunBlock unpack_numbers(std::span<const std::byte> bytes) {
  const Header header = read_header(bytes);
  RunBlock block({header[1], header[2]}, {header[3], header[4], header[5], header[6]});
  Unpacker unpacker(bytes.subspan(sizeof(Header)));
  unpacker.get(block.metrics);
  unpacker.get(block.wall_s);
  unpacker.get(block.redraws);
  unpacker.get(block.jobs);
  unpacker.get(block.status);
  return block;
}

}  // namespace

std::vector<std::byte> pack(const RunBlock& block) {
  ByteWriter writer;
  writer.part(pack_numbers(block));
  writer.number(block.failures.size());
  for (const RunFailure& failure : block.failures) {
    writer.number(failure.point);
    writer.number(failure.replication);
    writer.text(failure.policy);
    writer.text(failure.message);
  }
  return writer.take();
}

RunBlock unpack(std::span<const std::byte> bytes) {
  ByteReader reader(bytes);
  RunBlock block = unpack_numbers(reader.part());
  const std::size_t failures = reader.number();
  for (std::size_t i = 0; i < failures; ++i) {
    RunFailure failure;
    failure.point = reader.number();
    failure.replication = reader.number();
    failure.policy = reader.text();
    failure.message = reader.text();
    block.failures.push_back(std::move(failure));
  }
  if (!reader.is_at_end()) throw std::invalid_argument("there is more than a block of runs");
  return block;
}

}  // namespace bacelab
