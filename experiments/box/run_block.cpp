#include "experiments/box/run_block.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <numeric>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "core/no_value.hpp"
#include "experiments/text/bytes.hpp"

namespace bacelab {
namespace {

std::size_t row_numbers(const RunBlockShape& shape) {
  return shape.jobs_per_run * shape.job_columns;
}

}  // namespace

RunBlockShape run_block_shape(const ResultsDescription& description) {
  return {description.policies.size(), description.metrics.size(), description.jobs_per_run,
          description.job_columns.size(), description.world_summaries.size()};
}

RunBlock::RunBlock(const WorldRange& block_worlds, const RunBlockShape& block_shape)
    : worlds(block_worlds),
      shape(block_shape),
      metrics(run_count() * shape.metrics, no_value),
      status(run_count(), RunStatus::not_run),
      wall_s(run_count(), no_value),
      redraws(worlds.count, 0),
      jobs(run_count() * row_numbers(shape), no_value),
      summaries(worlds.count * shape.world_summaries, no_value) {}

std::size_t RunBlock::run_index(std::size_t row, std::size_t policy) const {
  return row * shape.policies + policy;
}

std::span<double> RunBlock::metrics_of(std::size_t row, std::size_t policy) {
  return std::span(metrics).subspan(run_index(row, policy) * shape.metrics, shape.metrics);
}

std::span<const double> RunBlock::metrics_of(std::size_t row, std::size_t policy) const {
  return std::span(metrics).subspan(run_index(row, policy) * shape.metrics, shape.metrics);
}

std::span<double> RunBlock::jobs_of(std::size_t row, std::size_t policy) {
  const std::size_t size = row_numbers(shape);
  return std::span(jobs).subspan(run_index(row, policy) * size, size);
}

std::span<double> RunBlock::summaries_of(std::size_t row) {
  return std::span(summaries).subspan(row * shape.world_summaries, shape.world_summaries);
}

bool RunBlock::has_run(std::size_t row) const {
  const auto first = status.begin() + static_cast<std::ptrdiff_t>(run_index(row, 0));
  return std::any_of(first, first + static_cast<std::ptrdiff_t>(shape.policies),
                     [](RunStatus each) { return each != RunStatus::not_run; });
}

void RunBlock::leave_out(std::size_t row) {
  for (std::size_t policy = 0; policy < shape.policies; ++policy) {
    status[run_index(row, policy)] = RunStatus::not_run;
  }
}

void RunBlock::remove(std::size_t row, std::size_t policy) {
  const auto clear = [](std::span<double> values) {
    std::fill(values.begin(), values.end(), no_value);
  };
  clear(metrics_of(row, policy));
  clear(jobs_of(row, policy));
  wall_s[run_index(row, policy)] = no_value;
  status[run_index(row, policy)] = RunStatus::not_run;
}

bool is_whole(const RunBlock& block) {
  return std::none_of(block.status.begin(), block.status.end(),
                      [](RunStatus each) { return each == RunStatus::not_run; });
}

RunBlock slice(const RunBlock& block, const WorldRange& worlds, const StudyBox& box) {
  const std::size_t row = worlds.first - block.worlds.first;
  const auto part = [&](const auto& values) {
    const std::size_t per_world = values.size() / block.worlds.count;
    const auto from = values.begin() + static_cast<std::ptrdiff_t>(row * per_world);
    return std::vector(from, from + static_cast<std::ptrdiff_t>(worlds.count * per_world));
  };
  RunBlock result;
  result.worlds = worlds;
  result.shape = block.shape;
  result.metrics = part(block.metrics);
  result.status = part(block.status);
  result.wall_s = part(block.wall_s);
  result.redraws = part(block.redraws);
  result.jobs = part(block.jobs);
  result.summaries = part(block.summaries);
  std::copy_if(
      block.failures.begin(), block.failures.end(), std::back_inserter(result.failures),
      [&](const RunFailure& each) { return worlds.contains(box.world(each.place()).value()); });
  return result;
}

std::vector<RunBlock> split_finished(RunBlock block, const StudyBox& box) {
  std::vector<RunBlock> parts;
  const std::size_t count = block.worlds.count;
  for (std::size_t first = 0; first < count;) {
    std::size_t end = first;
    while (end < count && block.has_run(end)) ++end;
    if (end - first == count) {
      parts.push_back(std::move(block));
      return parts;
    }
    if (end > first) {
      parts.push_back(slice(block, {block.worlds.first + first, end - first}, box));
    }
    first = end + 1;
  }
  return parts;
}

void append(RunBlock next, RunBlock& block) {
  if (block.worlds.count == 0) {
    block = std::move(next);
    return;
  }
  const auto add = [](const auto& from, auto& to) {
    to.insert(to.end(), from.begin(), from.end());
  };
  block.worlds.count += next.worlds.count;
  add(next.metrics, block.metrics);
  add(next.status, block.status);
  add(next.wall_s, block.wall_s);
  add(next.redraws, block.redraws);
  add(next.jobs, block.jobs);
  add(next.summaries, block.summaries);
  add(next.failures, block.failures);
}

bool is_consistent(const RunBlock& block) {
  const std::size_t runs = block.run_count();
  return block.metrics.size() == runs * block.shape.metrics && block.status.size() == runs &&
         block.wall_s.size() == runs && block.redraws.size() == block.worlds.count &&
         block.jobs.size() == runs * row_numbers(block.shape) &&
         block.summaries.size() == block.worlds.count * block.shape.world_summaries;
}

std::size_t byte_count(const RunBlock& block) {
  return sizeof(double) * (block.metrics.size() + block.wall_s.size() + block.jobs.size() +
                           block.summaries.size()) +
         sizeof(RunStatus) * block.status.size() + sizeof(std::int64_t) * block.redraws.size();
}

void count(const RunBlock& block, RunCounts& counts) {
  const auto with = [&](RunStatus status) {
    return static_cast<std::size_t>(std::count(block.status.begin(), block.status.end(), status));
  };
  counts.worlds += block.worlds.count;
  counts.runs += block.run_count() - with(RunStatus::not_run);
  counts.stuck += with(RunStatus::stuck);
  counts.failed += with(RunStatus::failed);
  counts.redraws += static_cast<std::size_t>(
      std::accumulate(block.redraws.begin(), block.redraws.end(), std::int64_t{0}));
  counts.failures.insert(counts.failures.end(), block.failures.begin(), block.failures.end());
}

void sort_failures(RunCounts& counts) {
  std::sort(counts.failures.begin(), counts.failures.end(),
            [](const RunFailure& x, const RunFailure& y) {
              return std::tie(x.point, x.replication, x.policy) <
                     std::tie(y.point, y.replication, y.policy);
            });
}

namespace {

/// "RUNBLCK2" as a number: what the bytes of a block begin with.
constexpr std::uint64_t magic = 0x52554e424c434b32;

/// The magic number, the first world, the number of worlds, and the shape.
using Header = std::array<std::uint64_t, 8>;

Header header_of(const RunBlock& block) {
  return {magic,
          block.worlds.first,
          block.worlds.count,
          block.shape.policies,
          block.shape.metrics,
          block.shape.jobs_per_run,
          block.shape.job_columns,
          block.shape.world_summaries};
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
      sizeof(Header),
      limited_product(sizeof(std::int64_t), header[2]),
      limited_product(sizeof(double) + sizeof(RunStatus), runs),
      limited_product(sizeof(double), limited_product(runs, header[4])),
      limited_product(sizeof(double), limited_product(runs, job_numbers)),
      limited_product(sizeof(double), limited_product(header[2], header[7]))};
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
  packer.put(block.summaries);
  packer.put(block.status);
  return packer.take();
}

RunBlock unpack_numbers(std::span<const std::byte> bytes) {
  const Header header = read_header(bytes);
  RunBlock block({header[1], header[2]}, {header[3], header[4], header[5], header[6], header[7]});
  Unpacker unpacker(bytes.subspan(sizeof(Header)));
  unpacker.get(block.metrics);
  unpacker.get(block.wall_s);
  unpacker.get(block.redraws);
  unpacker.get(block.jobs);
  unpacker.get(block.summaries);
  unpacker.get(block.status);
  return block;
}

}  // namespace

void put_failure(const RunFailure& failure, ByteWriter& writer) {
  writer.number(failure.point);
  writer.number(failure.replication);
  writer.text(failure.policy);
  writer.text(failure.message);
}

RunFailure take_failure(ByteReader& reader) {
  RunFailure failure;
  failure.point = reader.number();
  failure.replication = reader.number();
  failure.policy = reader.text();
  failure.message = reader.text();
  return failure;
}

std::vector<std::byte> pack(const RunBlock& block) {
  ByteWriter writer;
  writer.part(pack_numbers(block));
  writer.number(block.failures.size());
  for (const RunFailure& failure : block.failures) put_failure(failure, writer);
  return writer.take();
}

RunBlock unpack(std::span<const std::byte> bytes) {
  ByteReader reader(bytes);
  RunBlock block = unpack_numbers(reader.part());
  const std::size_t failures = reader.number();
  for (std::size_t i = 0; i < failures; ++i) block.failures.push_back(take_failure(reader));
  if (!reader.is_at_end()) throw std::invalid_argument("there is more than a block of runs");
  return block;
}

}  // namespace bacelab
