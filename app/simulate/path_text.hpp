#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/cluster/cluster.hpp"
#include "core/simulation/run_record.hpp"

namespace bacelab {

/// The words of a path with its stages: "Ireland:16 >", "Frankfurt:8".
std::vector<std::string> path_words(const Cluster& cluster, std::span<const PathStep> path);

/// The words in one line: "Ireland:16 > Frankfurt:8".
std::string path_text(const Cluster& cluster, std::span<const PathStep> path);

}  // namespace bacelab
