#include "mpi_runner/sharing/protocol.hpp"

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
  writer.text(report.message);
  return writer.take();
}

BlockReport unpack_report(std::span<const std::byte> bytes) {
  ByteReader reader(bytes);
  BlockReport report;
  report.worlds = reader.number();
  report.stop = static_cast<StopCause>(reader.number());
  report.message = reader.text();
  return report;
}

}  // namespace bacelab
