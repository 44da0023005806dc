#include "mpi_runner/output/shard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

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

WorldRange part_of(const Shard& shard, std::size_t worlds) {
  const std::size_t each = worlds / shard.count;
  const std::size_t rest = worlds % shard.count;
  const auto begin = [&](std::size_t index) { return index * each + std::min(index, rest); };
  return {begin(shard.number - 1), begin(shard.number) - begin(shard.number - 1)};
}

}  // namespace bacelab
