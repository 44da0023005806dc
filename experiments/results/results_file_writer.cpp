#include "experiments/results/results_file_writer.hpp"

#include <stdexcept>
#include <utility>
#include <vector>

#include "experiments/results/run_columns.hpp"
#include "experiments/text/storage_error.hpp"

namespace bacelab {
void BlockBuffer::add(const RunBlock& block) {
  RunBlock& place = blocks_[block.worlds.first];
  bytes_ -= byte_count(place);
  place = block;
  bytes_ += byte_count(place);
}

std::vector<std::vector<RunBlock>> BlockBuffer::take() {
  std::vector<std::vector<RunBlock>> groups;
  for (auto& [first_world, block] : blocks_) {
    if (groups.empty() || groups.back().back().worlds.end() != first_world) groups.emplace_back();
    groups.back().push_back(std::move(block));
  }
  blocks_.clear();
  bytes_ = 0;
  return groups;
}

namespace {

/// Enough for writes whose fixed cost doesn't count.
constexpr std::size_t buffer_bytes = std::size_t{2} << 20;

}  // namespace

ResultsFileWriter::ResultsFileWriter(const std::filesystem::path& file,
                                     const ResultsDescription& description, ExistingFile existing,
                                     const std::filesystem::path& directory)
    : shape_(run_block_shape(description)),
      worlds_(description.box().worlds()),
      file_(file, existing, directory),
      store_(std::make_unique<ColumnWriter>(file_.path(), description)),
      buffer_(buffer_bytes) {}

ResultsFileWriter::~ResultsFileWriter() { give_up(); }

void ResultsFileWriter::accept(const RunBlock& block) {
  require_open();
  if (block.shape != shape_ || !is_consistent(block) || block.worlds.count > worlds_ ||
      block.worlds.first > worlds_ - block.worlds.count) {
    throw std::invalid_argument("this block of runs is not of the study of the results file");
  }
  buffer_.add(block);
  if (buffer_.is_full()) write_buffer();
}

void ResultsFileWriter::finish(const Provenance& provenance, std::span<const RunFailure> failures,
                               const std::optional<PrecisionOutcome>& precision) {
  require_open();
  write_buffer();
  try {
    store_->write(provenance);
    store_->write(failures);
    if (precision) store_->write(*precision);
    store_->close();
    store_.reset();
  } catch (const StorageError&) {
    give_up();
    throw;
  }
}

void ResultsFileWriter::commit() { file_.commit(); }

void ResultsFileWriter::require_open() const {
  if (!store_) throw std::invalid_argument("this results file is finished or was given up");
}

void ResultsFileWriter::write_buffer() {
  try {
    for (const std::vector<RunBlock>& group : buffer_.take()) store_->write(to_columns(group));
  } catch (const StorageError&) {
    give_up();
    throw;
  }
}

/// The space comes first: closing writes what the library still holds back, for which a full disk
/// has no room.
void ResultsFileWriter::give_up() noexcept {
  file_.empty();
  store_.reset();
  file_.discard();
}

}  // namespace bacelab
