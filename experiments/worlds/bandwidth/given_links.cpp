#include "experiments/worlds/bandwidth/given_links.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "experiments/text/input_files.hpp"
#include "experiments/text/words.hpp"
#include "experiments/worlds/inputs/unequal_directions.hpp"

namespace bacelab {
namespace {

/// Those of `names` that are not among `others`, in their order.
std::vector<std::string> not_in(const std::vector<std::string>& names,
                                const std::vector<std::string>& others) {
  const std::set<std::string> known(others.begin(), others.end());
  std::vector<std::string> left;
  std::copy_if(names.begin(), names.end(), std::back_inserter(left),
               [&](const std::string& name) { return !known.contains(name); });
  return left;
}

const char* is_or_are(const std::vector<std::string>& names) {
  return names.size() == 1 ? "is" : "are";
}

/// The names for a message; of many only the first.
std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t most_shown = 8;
  const std::size_t shown = std::min(names.size(), most_shown);
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) text += (i == 0 ? "" : ", ") + shown_key(names[i]);
  if (names.size() > shown) text += fmt::format(" and {} more", names.size() - shown);
  return text;
}

}  // namespace

GivenLinks GivenLinks::read(const ConfigSection& network, std::vector<std::string> regions) {
  GivenLinks given;
  given.regions_ = std::move(regions);
  const std::string file = network.text(
      "file", "",
      "Links file (CSV): a, b, and any of gbit_per_s, rtt_ms, delay_ms, transfer_usd_per_gb; its "
      "delays (or half of its round-trip times) and prices are added to those of all links");
  given.file_ = file;
  given.table_ = read_input(network, file, parse_link_table);
  if (network.has("rtt_ms")) {
    Matrix matrix =
        read_matrix(network.table("rtt_ms", "Round-trip times, one row per region"), given.regions_,
                    Bounds::non_negative().in("ms"), "ms", Reduction::larger);
    given.rtt_ms_ = std::move(matrix.values);
    given.rtt_note_ = std::move(matrix.note);
  }
  return given;
}

std::vector<std::string> GivenLinks::notes() const {
  std::vector<std::string> notes;
  if (rtt_note_) notes.push_back(*rtt_note_);
  if (table_ == nullptr) return notes;
  const std::vector<std::string> in_file = table_->regions();
  const auto unused = not_in(in_file, regions_);
  if (!unused.empty()) {
    notes.push_back(fmt::format("{}: {} of its {} regions {} not in the study: {}", file_,
                                unused.size(), in_file.size(), is_or_are(unused), listed(unused)));
  }
  const auto unknown = not_in(regions_, in_file);
  if (!unknown.empty()) {
    notes.push_back(fmt::format("{}: {} of the {} regions of the study {} not in it: {}", file_,
                                unknown.size(), regions_.size(), is_or_are(unknown),
                                listed(unknown)));
  }
  for (const auto figure :
       {&LinkFigures::rtt_ms, &LinkFigures::delay_ms, &LinkFigures::transfer_usd_per_gb}) {
    if (auto note = note_on_directions(*table_, regions_, figure)) {
      notes.push_back(*std::move(note));
    }
  }
  return notes;
}

std::optional<double> GivenLinks::of(const LinkEnds& ends,
                                     std::optional<double> LinkFigures::*figure) const {
  if (table_ == nullptr) return std::nullopt;
  const LinkFigures* const figures =
      table_->find(regions_[ends.a.value()], regions_[ends.b.value()]);
  return figures == nullptr ? std::nullopt : figures->*figure;
}

std::optional<double> GivenLinks::rtt_ms(const LinkEnds& ends) const {
  if (rtt_ms_) return rtt_ms_->of(ends);
  return of(ends, &LinkFigures::rtt_ms);
}

std::optional<double> GivenLinks::delay_ms(const LinkEnds& ends) const {
  if (const auto delay = of(ends, &LinkFigures::delay_ms)) return delay;
  if (const auto there_and_back = rtt_ms(ends)) return *there_and_back / 2.0;
  return std::nullopt;
}

Matrix read_matrix(const ConfigSection& section, const std::vector<std::string>& regions,
                   const Bounds& bounds, const char* unit, Reduction reduction) {
  std::vector<std::vector<double>> rows;
  for (const std::string& region : regions) {
    rows.push_back(section.numbers(region, {}, bounds,
                                   "From this region to each region, in the order of "
                                   "regions.names; of two directions the worse counts"));
    const std::string needed = std::to_string(regions.size()) + " numbers, one per region";
    if (rows.back().empty()) section.fail(region, "the row of this region is missing", needed);
    if (rows.back().size() != regions.size()) {
      section.fail(region, "the row has " + std::to_string(rows.back().size()) + " numbers",
                   needed);
    }
  }
  PairValues values(regions.size());
  UnequalDirections unequal;
  for (std::size_t a = 0; a < regions.size(); ++a) {
    for (std::size_t b = a + 1; b < regions.size(); ++b) {
      const auto [smaller, larger] = std::minmax(rows[a][b], rows[b][a]);
      values.set({RegionIndex(a), RegionIndex(b)},
                 reduction == Reduction::smaller ? smaller : larger);
      unequal.add(regions[a], regions[b], rows[a][b], rows[b][a]);
    }
  }
  const char* taken = reduction == Reduction::smaller ? "smaller" : "larger";
  return {std::move(values), unequal.note(section.path(), unit, taken)};
}

}  // namespace bacelab
