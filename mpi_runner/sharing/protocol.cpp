#include "mpi_runner/sharing/protocol.hpp"

#include <cstring>
#include <utility>

#include "mpi_runner/sharing/bytes.hpp"

namespace bacelab {

std::vector<std::byte> pack(const WorldRange& range) {
  ByteWriter writer;
  writer.number(range.first);
  writer.number(range.count);
  return writer.take();
}

WorldRange unpack_range(std::span<const std::byte> bytes) {
  ByteReader reader(bytes);
  const std::size_t first = reader.number();
  return {first, reader.number()};
}

std::vector<std::byte> pack(const BlockReport& report) {
  ByteWriter writer;
  writer.number(report.worlds);
  writer.number(static_cast<std::size_t>(report.stop));
  writer.text(report.failure);
  writer.text(report.error);
  writer.number(report.seen.size());
  for (const Observations& seen : report.seen) {
    writer.number(seen.first_world);
    writer.number(seen.worlds);
    writer.part(std::as_bytes(std::span(seen.values)));
  }
  return writer.take();
}

BlockReport unpack_report(std::span<const std::byte> bytes) {
  ByteReader reader(bytes);
  BlockReport report;
  report.worlds = reader.number();
  report.stop = static_cast<StopCause>(reader.number());
  report.failure = reader.text();
  report.error = reader.text();
  for (std::size_t left = reader.number(); left > 0; --left) {
    Observations seen;
    seen.first_world = reader.number();
    seen.worlds = reader.number();
    const auto values = reader.part();
    seen.values.resize(values.size() / sizeof(double));
    std::memcpy(seen.values.data(), values.data(), values.size());
    report.seen.push_back(std::move(seen));
  }
  return report;
}

}  // namespace bacelab
