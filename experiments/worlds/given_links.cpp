#include "experiments/worlds/given_links.hpp"

#include <algorithm>
#include <utility>

#include "experiments/inputs/read_input.hpp"

namespace bacelab {

GivenLinks GivenLinks::read(const ConfigSection& network, std::vector<std::string> regions) {
  GivenLinks given;
  given.regions_ = std::move(regions);
  const std::string file = network.text(
      "file", "",
      "Links, a CSV: a, b, and any of gbit_per_s, rtt_ms, delay_ms, transfer_usd_per_gb; its "
      "delays (or half of its round-trip times) and prices are added to those of all links");
  given.table_ = read_input(network, file, parse_link_table);
  if (network.has("rtt_ms")) {
    given.rtt_ms_ = read_matrix(network.table("rtt_ms", "Round-trip times: a row a region"),
                                given.regions_, Bounds::non_negative().in("ms"), Reduction::larger);
  }
  return given;
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

PairValues read_matrix(const ConfigSection& section, const std::vector<std::string>& regions,
                       const Bounds& bounds, Reduction reduction) {
  std::vector<std::vector<double>> rows;
  for (const std::string& region : regions) {
    rows.push_back(section.numbers(region, {}, bounds,
                                   "From this region to each region, in the order of "
                                   "regions.names; of two directions the worse counts"));
    const std::string needed = std::to_string(regions.size()) + " numbers, one a region";
    if (rows.back().empty()) section.fail(region, "the row of this region is missing", needed);
    if (rows.back().size() != regions.size()) {
      section.fail(region, "the row has " + std::to_string(rows.back().size()) + " numbers",
                   needed);
    }
  }
  PairValues values(regions.size());
  for (std::size_t a = 0; a < regions.size(); ++a) {
    for (std::size_t b = a + 1; b < regions.size(); ++b) {
      const auto [smaller, larger] = std::minmax(rows[a][b], rows[b][a]);
      values.set({RegionIndex(a), RegionIndex(b)},
                 reduction == Reduction::smaller ? smaller : larger);
    }
  }
  return values;
}

}  // namespace bacelab
