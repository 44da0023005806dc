#include "experiments/box/world_set.hpp"

#include <algorithm>
#include <iterator>

namespace bacelab {

void WorldSet::insert(const WorldRange& range) {
  if (range.count == 0) return;
  std::size_t first = range.first;
  std::size_t end = range.end();
  // All that touch or overlap become one.
  auto next = ends_.upper_bound(end);
  while (next != ends_.begin()) {
    const auto before = std::prev(next);
    if (before->second < first) break;
    first = std::min(first, before->first);
    end = std::max(end, before->second);
    count_ -= before->second - before->first;
    next = ends_.erase(before);
  }
  ends_.emplace_hint(next, first, end);
  count_ += end - first;
}

bool WorldSet::contains(std::size_t world) const { return !within({world, 1}).empty(); }

std::vector<WorldRange> WorldSet::within(const WorldRange& range) const {
  std::vector<WorldRange> parts;
  auto each = ends_.upper_bound(range.first);
  if (each != ends_.begin()) --each;
  for (; each != ends_.end() && each->first < range.end(); ++each) {
    const std::size_t first = std::max(each->first, range.first);
    const std::size_t end = std::min(each->second, range.end());
    if (first < end) parts.push_back({first, end - first});
  }
  return parts;
}

std::vector<WorldRange> WorldSet::missing_from(const WorldRange& range) const {
  std::vector<WorldRange> parts;
  std::size_t next = range.first;
  for (const WorldRange& there : within(range)) {
    if (there.first > next) parts.push_back({next, there.first - next});
    next = there.end();
  }
  if (next < range.end()) parts.push_back({next, range.end() - next});
  return parts;
}

std::size_t world_count(const std::vector<WorldRange>& ranges) {
  std::size_t count = 0;
  for (const WorldRange& range : ranges) count += range.count;
  return count;
}

std::vector<WorldRange> cut(const std::vector<WorldRange>& ranges, std::size_t most) {
  std::vector<WorldRange> parts;
  for (const WorldRange& range : ranges) {
    for (std::size_t first = range.first; first < range.end(); first += most) {
      parts.push_back({first, std::min(most, range.end() - first)});
    }
  }
  return parts;
}

}  // namespace bacelab
