#include "experiments/worlds/import/measured_links.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

#include "core/errors.hpp"
#include "core/registry.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_known_keys = 10'000;

constexpr std::array<const char*, unused_sample_reasons> unused_texts = {
    "of failed measurements", "of another network tier at either end",
    "without a value",        "to or from the internet",
    "within a region",        "of other regions"};

/// "3 of failed measurements, 1 of other regions".
std::string counts_text(const std::array<std::size_t, unused_sample_reasons>& counts) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0) texts.push_back(fmt::format("{} {}", counts[i], unused_texts[i]));
  }
  return fmt::format("{}", fmt::join(texts, ", "));
}

}  // namespace

void MeasuredLinks::know(std::string_view from, std::string_view to) {
  for (const std::string_view key : {from, to}) {
    if (known_keys_.size() < most_known_keys && !known_keys_.contains(key)) {
      known_keys_.emplace(key);
    }
  }
}

void MeasuredLinks::add(std::string_view from, std::string_view to, double sample) {
  const auto a = regions_.find(from);
  const auto b = regions_.find(to);
  if (from == to) {
    drop(from, to, UnusedSample::within_region);
  } else if (!a || !b) {
    drop(from, to, UnusedSample::other_regions);
  } else {
    know(from, to);
    samples_[{*a, *b}].push_back(sample);
    ++taken_;
  }
}

void MeasuredLinks::drop(std::string_view from, std::string_view to, UnusedSample reason) {
  know(from, to);
  ++dropped_[static_cast<std::size_t>(reason)];
  const auto a = regions_.find(from);
  const auto b = regions_.find(to);
  if (a && b) ++unused_[std::minmax(*a, *b)][static_cast<std::size_t>(reason)];
}

std::optional<double> MeasuredLinks::median(std::size_t from, std::size_t to) const {
  const auto found = samples_.find({from, to});
  if (found == samples_.end()) return std::nullopt;
  std::vector<double> sorted = found->second;
  std::sort(sorted.begin(), sorted.end());
  const std::size_t half = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[half] : 0.5 * (sorted[half - 1] + sorted[half]);
}

std::optional<double> MeasuredLinks::median(std::string_view from, std::string_view to) const {
  const auto a = regions_.find(from);
  const auto b = regions_.find(to);
  return a && b ? median(*a, *b) : std::nullopt;
}

void MeasuredLinks::put_notes(const std::string& figure, std::vector<std::string>& notes) const {
  std::size_t several = 0;
  std::size_t one_way = 0;
  std::size_t both_ways = 0;
  for (const auto& [pair, samples] : samples_) {
    if (samples.size() > 1) ++several;
    const bool back = samples_.contains({pair.second, pair.first});
    if (!back) ++one_way;
    if (back && pair.first < pair.second) ++both_ways;
  }
  notes.push_back(fmt::format("took {} of {}", counted(taken_, "sample"), figure));
  const std::size_t dropped = std::accumulate(dropped_.begin(), dropped_.end(), std::size_t{0});
  if (dropped > 0) notes.back() += fmt::format(", dropped {}: {}", dropped, counts_text(dropped_));
  if (several > 0) {
    notes.push_back(fmt::format("{} with several samples of {}: their median",
                                counted(several, "direction"), figure));
  }
  if (both_ways > 0) {
    notes.push_back(fmt::format("{} measured in both directions: the worse counts",
                                counted(both_ways, "link")));
  }
  if (one_way > 0) {
    notes.push_back(fmt::format("{} measured in one direction only: it stands for both",
                                counted(one_way, "link")));
  }
}

std::vector<std::string> MeasuredLinks::unknown_regions() const {
  const std::vector<std::string> known(known_keys_.begin(), known_keys_.end());
  std::vector<std::string> unknown;
  if (known.size() == most_known_keys) return unknown;
  for (const std::string& key : regions_.keys()) {
    if (known_keys_.contains(key)) continue;
    unknown.push_back(
        fmt::format("has no region '{}'{}", shown_key(key), did_you_mean(key, known)));
  }
  return unknown;
}

void MeasuredLinks::require_all(const std::string& files, std::string_view remedy) const {
  const auto unknown = unknown_regions();
  if (!unknown.empty()) throw InputError(files + ": " + unknown.front());
  for (std::size_t a = 0; a < regions_.size(); ++a) {
    for (std::size_t b = a + 1; b < regions_.size(); ++b) {
      if (has(a, b)) continue;
      const auto unused = unused_.find({a, b});
      throw InputError(fmt::format(
          "{}: nothing is known of {} and {} in either direction{}; choose other regions, or {}",
          files, shown_key(regions_.key(a)), shown_key(regions_.key(b)),
          unused == unused_.end() ? "" : fmt::format(" (dropped: {})", counts_text(unused->second)),
          remedy));
    }
  }
}

LinkTable link_table_of(const std::vector<MeasuredFigure>& figures) {
  LinkTable table;
  const RegionKeys& regions = figures.front().links.regions();
  for (std::size_t a = 0; a < regions.size(); ++a) {
    for (std::size_t b = 0; b < regions.size(); ++b) {
      LinkFigures of_direction;
      for (const MeasuredFigure& measured : figures) {
        if (const auto value = measured.links.median(a, b)) {
          of_direction.*measured.figure = *value * measured.factor;
        }
      }
      if (of_direction != LinkFigures()) table.add(regions.name(a), regions.name(b), of_direction);
    }
  }
  return table;
}

}  // namespace bacelab
