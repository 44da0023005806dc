#include "experiments/box/study_box.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <stdexcept>

#include "core/errors.hpp"

namespace bacelab {
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

std::size_t WorldBox::row(const WorldPlace& place) const {
  return (place.point.value() - first_point) * replications + place.replication.value() -
         first_replication;
}

WorldPlace WorldBox::place(std::size_t row) const {
  return {PointIndex(first_point + row / replications),
          ReplicationIndex(first_replication + row % replications)};
}

WorldIndex StudyBox::world(const WorldPlace& place) const {
  return WorldIndex(place.point.value() * replications_ + place.replication.value());
}

WorldPlace StudyBox::place(WorldIndex world) const {
  return {PointIndex(world.value() / replications_),
          ReplicationIndex(world.value() % replications_)};
}

WorldRange StudyBox::worlds_of(PointIndex point, std::size_t replications) const {
  return {world({point, ReplicationIndex(0)}).value(), replications};
}

WorldRange StudyBox::worlds_of(const Shard& shard) const {
  const std::size_t each = worlds() / shard.count;
  const std::size_t rest = worlds() % shard.count;
  const auto begin = [&](std::size_t index) { return index * each + std::min(index, rest); };
  return {begin(shard.number - 1), begin(shard.number) - begin(shard.number - 1)};
}

WorldRange StudyBox::worlds_of(const WorldBox& box) const {
  return {world({PointIndex(box.first_point), ReplicationIndex(box.first_replication)}).value(),
          box.world_count()};
}

std::vector<WorldBox> StudyBox::boxes_of(const WorldRange& worlds) const {
  std::vector<WorldBox> boxes;
  for (std::size_t next = worlds.first; next < worlds.end(); next += boxes.back().world_count()) {
    const auto [point, replication] = place(WorldIndex(next));
    const std::size_t left = worlds.end() - next;
    if (replication.value() == 0 && left >= replications_) {
      boxes.push_back({point.value(), left / replications_, 0, replications_});
    } else {
      boxes.push_back({point.value(), 1, replication.value(),
                       std::min(left, replications_ - replication.value())});
    }
  }
  return boxes;
}

std::vector<RenumberedWorlds> StudyBox::renumbered(const WorldRange& there,
                                                   const StudyBox& box_there) const {
  if (box_there.replications_ > replications_) {
    throw std::invalid_argument("renumbered: a box of fewer replications lacks worlds");
  }
  if (box_there.replications_ == replications_) return {{there, there.first}};
  // Worlds of one point follow each other in every box.
  std::vector<RenumberedWorlds> parts;
  for (std::size_t next = there.first; next < there.end(); next = parts.back().there.end()) {
    const WorldPlace place = box_there.place(WorldIndex(next));
    const std::size_t end = std::min(there.end(), box_there.worlds_of(place.point).end());
    parts.push_back({{next, end - next}, world(place).value()});
  }
  return parts;
}

}  // namespace bacelab
