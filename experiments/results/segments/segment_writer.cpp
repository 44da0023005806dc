#include "experiments/results/segments/segment_writer.hpp"

#include <fmt/format.h>

#include <utility>

#include "experiments/box/run_block.hpp"
#include "experiments/results/segments/segment_directory.hpp"
#include "experiments/text/files.hpp"
#include "experiments/text/pending_file.hpp"

namespace bacelab {
namespace {

/// The maximum size of a segment, unless a single block is larger. A rank keeps two in memory.
constexpr std::size_t most_bytes = std::size_t{4} << 20;

std::string write(const std::filesystem::path& path, const SegmentContent& content,
                  Faults& faults) {
  PendingFile file(path);
  write_segment(file.path(), content, file.target());
  faults.pass("segment_written");
  file.commit();
  faults.pass("segment_renamed");
  return path.filename().string();
}

}  // namespace

SegmentWriter::SegmentWriter(std::filesystem::path directory, SegmentHeader header,
                             double interval_s, Faults& faults)
    : directory_(std::move(directory)),
      content_{std::move(header), {}},
      started_(Clock::now()),
      committed_(started_),
      interval_(
          std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(interval_s))),
      faults_(&faults) {}

void SegmentWriter::add(const RunBlock& block) {
  auto bytes = pack(block);
  content_.header.blocks.push_back({block.worlds, bytes.size(), hash_of(bytes), is_whole(block)});
  bytes_ += bytes.size();
  content_.blocks.push_back(std::move(bytes));
  if (bytes_ >= most_bytes || Clock::now() - committed_ >= interval_) begin();
}

void SegmentWriter::commit() {
  begin();
  wait();
}

void SegmentWriter::begin() {
  wait();
  if (content_.blocks.empty()) return;
  committed_ = Clock::now();
  content_.header.elapsed_s = std::chrono::duration<double>(committed_ - started_).count();
  const std::filesystem::path path =
      directory_ / fmt::format("{}-{}-{}{}", content_.header.execution, content_.header.rank,
                               begun_++, segment_extension);
  writing_ =
      std::async(std::launch::async,
                 [path, content = SegmentContent{content_.header, std::move(content_.blocks)},
                  faults = faults_] { return write(path, content, *faults); });
  content_.header.blocks.clear();
  content_.blocks.clear();
  bytes_ = 0;
}

void SegmentWriter::wait() {
  if (writing_.valid()) names_.push_back(writing_.get());
}

}  // namespace bacelab
