#include "experiments/results/faults.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <optional>
#include <utility>

#include "core/errors.hpp"

namespace bacelab {
namespace {

/// Splits off what follows the last `mark`, if there is one.
std::optional<std::string_view> cut(std::string_view& text, char mark) {
  const std::size_t at = text.rfind(mark);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view end = text.substr(at + 1);
  text = text.substr(0, at);
  return end;
}

std::size_t number_of(std::string_view text, std::string_view whole, std::size_t least) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size() && number >= least) return number;
  throw InputError(
      fmt::format("fault '{}': '{}' is no number; allowed: from {} on", whole, text, least));
}

}  // namespace

Faults Faults::parse(std::string_view text, int rank) {
  Faults faults;
  if (text.empty()) return faults;
  std::string_view place = text;
  const auto on_rank = cut(place, '@');
  const auto time = cut(place, ':');
  if (std::find(places.begin(), places.end(), place) == places.end()) {
    throw InputError(fmt::format("fault '{}': there is no such place; there are {}", text,
                                 fmt::join(places, ", ")));
  }
  faults.left_ = time ? number_of(*time, text, 1) : 1;
  if (!on_rank || std::cmp_equal(number_of(*on_rank, text, 0), rank)) faults.place_ = place;
  return faults;
}

void Faults::strike() {
  if (left_ == 0 || --left_ > 0) return;
  kill(getpid(), SIGKILL);
}

}  // namespace bacelab
