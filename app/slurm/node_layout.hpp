#pragma once

#include <optional>

namespace bacelab {

/// How the cores of one node are shared out.
struct NodeLayout {
  int ranks = 1;
  int threads = 1;  ///< of each rank

  [[nodiscard]] int cores_used() const { return ranks * threads; }
  bool operator==(const NodeLayout&) const = default;
};

/// Threads of a rank that share memory well: on common nodes no more cores are next to one memory.
inline constexpr int most_threads = 16;

/// A layout for a node with so many cores. With `ranks` given, threads for these; else up to
/// `most_threads` cores make one rank, and more cores an even number of ranks, as most nodes have
/// two sockets: of all numbers that need no more than `most_threads` threads, up to twice the
/// smallest, the one that leaves the fewest cores idle, and of these the smallest.
/// Throws InputError if there are more ranks than cores.
NodeLayout choose_layout(int cores, std::optional<int> ranks = {});

}  // namespace bacelab
