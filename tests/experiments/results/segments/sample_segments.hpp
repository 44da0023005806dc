#pragma once

#include <filesystem>
#include <utility>
#include <vector>

#include "experiments/box/run_block.hpp"
#include "experiments/results/segments/segment_file.hpp"
#include "experiments/text/files.hpp"
#include "tests/experiments/box/made_up.hpp"

namespace bacelab::testing {

/// Of a study with three points and two policies.
inline SegmentHeader sample_header(std::size_t replications = 5) {
  return {.identity = {"bacelab-results-1", 1, {{"study.seed", "1"}}, {"jct_mean_s"}, {"jct_s"}},
          .builds = {"1.2.3 (v1.2.3-4-gabc), GNU 12.2.0"},
          .arithmetic = "0123456789abcdef",
          .box = {3, replications, 2},
          .part = {0, 3 * replications},
          .execution = "0123456789abcdef",
          .rank = 2,
          .ranks = 4,
          .threads = 8,
          .started = "2026-05-25T12:00:00Z",
          .elapsed_s = 1.25};
}

/// A segment of made-up results, a block for each range.
inline SegmentContent made_up_content(const std::vector<WorldRange>& blocks,
                                      std::size_t replications = 5) {
  SegmentContent content = {sample_header(replications), {}};
  for (const WorldRange& worlds : blocks) {
    auto bytes = pack(made_up(worlds, replications));
    content.header.blocks.push_back({worlds, bytes.size(), hash_of(bytes)});
    content.blocks.push_back(std::move(bytes));
  }
  return content;
}

inline SegmentFile write_made_up(const std::filesystem::path& path,
                                 const std::vector<WorldRange>& blocks,
                                 std::size_t replications = 5) {
  write_segment(path, made_up_content(blocks, replications), path);
  return open_segment(path).file;
}

}  // namespace bacelab::testing
