#include "mpi_runner/sharing/protocol.hpp"

#include <cstring>
#include <stdexcept>
#include <string>
#include <type_traits>

#include "experiments/results/run_block_bytes.hpp"

namespace bacelab {
namespace {

/// Appends values to bytes.
class Writer {
 public:
  void number(std::size_t value) {
    raw({reinterpret_cast<const std::byte*>(&value), sizeof value});
  }
  void part(std::span<const std::byte> bytes) {
    number(bytes.size());
    raw(bytes);
  }
  void text(const std::string& text) { part(std::as_bytes(std::span(text))); }
  [[nodiscard]] std::vector<std::byte> take() { return std::move(bytes_); }

 private:
  void raw(std::span<const std::byte> bytes) {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
  }

  std::vector<std::byte> bytes_;
};

/// Takes values off bytes, in the order in which they were appended.
class Reader {
 public:
  explicit Reader(std::span<const std::byte> bytes) : bytes_(bytes) {}

  std::size_t number() {
    std::size_t value = 0;
    std::memcpy(&value, raw(sizeof value).data(), sizeof value);
    return value;
  }
  std::span<const std::byte> part() { return raw(number()); }
  std::string text() {
    const auto bytes = part();
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }

 private:
  std::span<const std::byte> raw(std::size_t size) {
    if (size > bytes_.size()) throw std::invalid_argument("a message is cut short");
    const auto front = bytes_.first(size);
    bytes_ = bytes_.subspan(size);
    return front;
  }

  std::span<const std::byte> bytes_;
};

}  // namespace

std::vector<std::byte> pack(const WorldRange& range) {
  Writer writer;
  writer.number(range.first);
  writer.number(range.count);
  return writer.take();
}

WorldRange unpack_range(std::span<const std::byte> bytes) {
  Reader reader(bytes);
  const std::size_t first = reader.number();
  return {first, reader.number()};
}

std::vector<std::byte> pack(const FinishedBlock& finished) {
  Writer writer;
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
  Reader reader(bytes);
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
  return finished;
}

}  // namespace bacelab
