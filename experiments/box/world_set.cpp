#include "experiments/box/world_set.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>

#include "core/errors.hpp"

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

namespace {

std::optional<std::size_t> number_of(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

Shard parse_shard(std::string_view text) {
  constexpr std::size_t most = 1'000'000;
  const std::size_t slash = text.find('/');
  if (slash != std::string_view::npos) {
    const auto number = number_of(text.substr(0, slash));
    const auto count = number_of(text.substr(slash + 1));
    if (number && count && *number >= 1 && *number <= *count && *count <= most) {
      return {*number, *count};
    }
  }
  throw InputError(fmt::format(
      "--shard {}: allowed: I/N, the I-th of N parts, with I from 1 to N, as in --shard 2/8",
      text));
}

std::string text_of(const Shard& shard) { return fmt::format("{}/{}", shard.number, shard.count); }

WorldRange part_of(const Shard& shard, std::size_t worlds) {
  const std::size_t each = worlds / shard.count;
  const std::size_t rest = worlds % shard.count;
  const auto begin = [&](std::size_t index) { return index * each + std::min(index, rest); };
  return {begin(shard.number - 1), begin(shard.number) - begin(shard.number - 1)};
}

std::vector<WorldBox> world_boxes(std::size_t first_world, std::size_t world_count,
                                  std::size_t replications) {
  std::vector<WorldBox> boxes;
  const std::size_t end = first_world + world_count;
  for (std::size_t world = first_world; world < end; world += boxes.back().world_count()) {
    const std::size_t point = world / replications;
    const std::size_t replication = world % replications;
    const std::size_t left = end - world;
    if (replication == 0 && left >= replications) {
      boxes.push_back({point, left / replications, 0, replications});
    } else {
      boxes.push_back({point, 1, replication, std::min(left, replications - replication)});
    }
  }
  return boxes;
}

}  // namespace bacelab
