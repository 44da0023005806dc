#include "experiments/results/segments/segment_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "experiments/box/run_block.hpp"
#include "experiments/box/study_identity.hpp"
#include "experiments/results/open_file.hpp"
#include "experiments/text/files.hpp"

namespace bacelab {
namespace {

using nlohmann::ordered_json;

ordered_json json_of(const SegmentBlock& block) {
  ordered_json numbers = {block.worlds.first, block.worlds.count, block.bytes, block.hash};
  if (!block.is_whole) numbers.push_back("part");
  return numbers;
}

SegmentBlock block_from(const ordered_json& numbers) {
  return {{numbers.at(0), numbers.at(1)}, numbers.at(2), numbers.at(3), numbers.size() == 4};
}

}  // namespace

std::string to_json(const SegmentHeader& header) {
  ordered_json blocks = ordered_json::array();
  for (const SegmentBlock& block : header.blocks) blocks.push_back(json_of(block));
  const ordered_json object = {{"identity", json_of(header.identity)},
                               {"builds", header.builds},
                               {"arithmetic", header.arithmetic},
                               {"points", header.box.points()},
                               {"replications", header.box.replications()},
                               {"policies", header.box.policies()},
                               {"part", {header.part.first, header.part.count}},
                               {"may_end_early", header.may_end_early},
                               {"execution", header.execution},
                               {"rank", header.rank},
                               {"ranks", header.ranks},
                               {"threads", header.threads},
                               {"started", header.started},
                               {"elapsed_s", header.elapsed_s},
                               {"blocks", blocks}};
  return object.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

SegmentHeader segment_header_from(const std::string& text) {
  try {
    const ordered_json object = ordered_json::parse(text);
    const ordered_json& part = object.at("part");
    SegmentHeader header = {
        .identity = identity_from(object.at("identity")),
        .builds = object.at("builds"),
        .arithmetic = object.at("arithmetic"),
        .box = {object.at("points"), object.at("replications"), object.at("policies")},
        .part = {part.at(0), part.at(1)},
        .may_end_early = object.value("may_end_early", false),
        .execution = object.at("execution"),
        .rank = object.at("rank"),
        .ranks = object.at("ranks"),
        .threads = object.at("threads"),
        .started = object.at("started"),
        .elapsed_s = object.at("elapsed_s")};
    for (const ordered_json& block : object.at("blocks"))
      header.blocks.push_back(block_from(block));
    return header;
  } catch (const ordered_json::exception& error) {
    throw std::invalid_argument(error.what());
  }
}

namespace {

namespace fs = std::filesystem;

constexpr std::string_view format_name = "bacelab-segment-3";
/// The first line: format_name, size and hash of the header in 16 hexadecimal digits each.
constexpr std::size_t first_line_bytes = format_name.size() + 2 * 17 + 1;

std::string first_line(std::string_view header) {
  return fmt::format("{} {:016x} {:016x}\n", format_name, header.size(), hash_of(header));
}

std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

std::string read_text(const OpenFile& file, std::size_t offset, std::size_t size) {
  std::string text(size, '\0');
  if (file.read(std::as_writable_bytes(std::span(text)), offset)) return text;
  throw DamagedSegment("it is cut short");
}

std::uint64_t hexadecimal(std::string_view digits) {
  std::uint64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
  return number;
}

std::vector<std::byte> read_block(const OpenFile& file, const SegmentBlock& block,
                                  std::size_t offset) {
  std::vector<std::byte> bytes(block.bytes);
  if (!file.read(bytes, offset)) throw DamagedSegment("it is cut short");
  if (hash_of(bytes) != block.hash) throw DamagedSegment("its bytes were changed");
  return bytes;
}

SegmentHeader header_from(const std::string& text) {
  try {
    return segment_header_from(text);
  } catch (const std::invalid_argument& error) {
    throw DamagedSegment(error.what());
  }
}

std::size_t bytes_of(const std::vector<SegmentBlock>& blocks) {
  std::size_t bytes = 0;
  for (const SegmentBlock& block : blocks) bytes += block.bytes;
  return bytes;
}

}  // namespace

void write_segment(const fs::path& path, const SegmentContent& content, const fs::path& named) {
  const std::string header = to_json(content.header);
  const OpenFile file(path, O_WRONLY | O_CREAT | O_TRUNC, named);
  file.write(bytes_of(first_line(header)));
  file.write(bytes_of(header));
  for (const auto& block : content.blocks) file.write(block);
}

SegmentFile::SegmentFile(fs::path path, std::vector<SegmentBlock> blocks, std::size_t offset)
    : path_(std::move(path)), blocks_(std::move(blocks)) {
  for (const SegmentBlock& block : blocks_) {
    offsets_.push_back(offset);
    offset += block.bytes;
  }
}

void SegmentFile::verify() const {
  const OpenFile file(path_, O_RDONLY, path_);
  for (std::size_t i = 0; i < blocks_.size(); ++i) read_block(file, blocks_[i], offsets_[i]);
}

RunBlock SegmentFile::read(std::size_t block) const {
  const OpenFile file(path_, O_RDONLY, path_);
  const auto bytes = read_block(file, blocks_.at(block), offsets_[block]);
  try {
    return unpack(bytes);
  } catch (const std::invalid_argument& error) {
    throw DamagedSegment(error.what());
  }
}

Segment open_segment(const fs::path& path) {
  const OpenFile file(path, O_RDONLY, path);
  const std::size_t size = file.size();
  if (size < first_line_bytes) throw DamagedSegment("it is cut short");
  const std::string line = read_text(file, 0, first_line_bytes);
  if (!line.starts_with(format_name)) throw DamagedSegment("it does not begin as a segment does");
  const std::string_view numbers = std::string_view(line).substr(format_name.size() + 1);
  const std::uint64_t header_bytes = hexadecimal(numbers.substr(0, 16));
  if (header_bytes > size - first_line_bytes) throw DamagedSegment("it is cut short");
  const std::string text = read_text(file, first_line_bytes, header_bytes);
  if (first_line(text) != line) throw DamagedSegment("its bytes were changed");
  SegmentHeader header = header_from(text);
  const std::size_t offset = first_line_bytes + text.size();
  if (offset + bytes_of(header.blocks) != size) throw DamagedSegment("its size is wrong");
  SegmentFile blocks(path, std::move(header.blocks), offset);
  header.blocks.clear();
  return {std::move(header), std::move(blocks)};
}

}  // namespace bacelab
