#include "experiments/worlds/import/job_filters.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <utility>

#include "core/errors.hpp"
#include "core/registry.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_seen_texts = 10'000;
constexpr std::size_t most_shown_texts = 20;

std::string lowered(std::string_view text) {
  std::string low(text);
  std::transform(low.begin(), low.end(), low.begin(), [](char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  });
  return low;
}

std::vector<std::string> split_at_commas(const std::vector<std::string>& texts) {
  std::vector<std::string> parts;
  for (const std::string& text : texts) {
    std::size_t begin = 0;
    while (begin <= text.size()) {
      const std::size_t comma = std::min(text.find(',', begin), text.size());
      const std::string_view part = trimmed(std::string_view(text).substr(begin, comma - begin));
      if (!part.empty()) parts.emplace_back(part);
      begin = comma + 1;
    }
  }
  return parts;
}

/// A text that is the same number, such as 04 for 4, or else the nearest one.
std::string meant_for(const std::string& wrong, const std::vector<std::string>& known) {
  const auto number = number_from<std::int64_t>(wrong);
  for (const std::string& text : known) {
    if (number && number_from<std::int64_t>(text) == number) {
      return fmt::format(" (did you mean '{}'?)", shown_key(text));
    }
  }
  return did_you_mean(wrong, known);
}

}  // namespace

JobFilter::JobFilter(JobField field, const std::vector<std::string>& texts)
    : field_(field),
      option_(fmt::format("--{}", name_of(field))),
      wanted_(split_at_commas(texts)),
      found_(wanted_.size()) {}

bool JobFilter::takes(const JobFile& file) {
  if (!is_set()) return true;
  const std::string_view text = file.text(field_, option_);
  const auto known = seen_.find(text);
  if (known != seen_.end()) {
    ++known->second;
  } else if (seen_.size() < most_seen_texts) {
    seen_.emplace(text, 1);
  }
  for (std::size_t i = 0; i < wanted_.size(); ++i) {
    if (lowered(wanted_[i]) != lowered(text)) continue;
    found_[i] = true;
    return true;
  }
  return false;
}

void JobFilter::require_found() const {
  for (std::size_t i = 0; i < wanted_.size(); ++i) {
    if (found_[i]) continue;
    std::vector<std::string> known;
    for (const auto& [text, count] : seen_) known.push_back(text);
    const std::string meant = meant_for(wanted_[i], known);
    std::vector<std::string> shown;
    for (const std::string& text : known) {
      if (shown.size() == most_shown_texts) break;
      shown.push_back(fmt::format("{} ({})", text.empty() ? "(empty)" : shown_key(text),
                                  counted(seen_.find(text)->second, "job")));
    }
    if (known.size() > shown.size()) shown.push_back(fmt::format("... ({} in all)", known.size()));
    throw InputError(fmt::format("{} {}: no job of the files has it{}; there are {}", option_,
                                 shown_key(wanted_[i]), meant, fmt::join(shown, ", ")));
  }
}

std::string JobFilter::text() const { return fmt::format("{}", fmt::join(wanted_, ", ")); }

JobWindow::JobWindow(std::optional<std::string> from, std::optional<std::string> to)
    : from_(std::move(from)), to_(std::move(to)) {}

bool JobWindow::contains(double submit_s, const JobClock& clock) {
  if (from_ && !from_s_) from_s_ = clock.seconds("--from", *from_);
  if (to_ && !to_s_) to_s_ = clock.seconds("--to", *to_);
  if (from_s_ && to_s_ && !(*from_s_ < *to_s_)) {
    throw InputError(fmt::format("--to {}: is not after --from {}", *to_, *from_));
  }
  return (!from_s_ || submit_s >= *from_s_) && (!to_s_ || submit_s < *to_s_);
}

std::string JobWindow::text() const {
  if (from_ && to_) return fmt::format("from {} to {}", *from_, *to_);
  return from_ ? fmt::format("from {}", *from_) : fmt::format("before {}", *to_);
}

}  // namespace bacelab
