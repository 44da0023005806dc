#include "app/simulate/path_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace bacelab {

std::vector<std::string> path_words(const Cluster& cluster, std::span<const PathStep> path) {
  std::vector<std::string> words;
  for (const PathStep& step : path) {
    if (!words.empty()) words.back() += " >";
    words.push_back(fmt::format("{}:{}", cluster.regions()[step.region].name, step.stages));
  }
  return words;
}

std::string path_text(const Cluster& cluster, std::span<const PathStep> path) {
  return fmt::format("{}", fmt::join(path_words(cluster, path), " "));
}

}  // namespace bacelab
