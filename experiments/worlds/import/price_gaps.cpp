#include "experiments/worlds/import/price_gaps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "core/errors.hpp"
#include "experiments/text/words.hpp"
#include "experiments/worlds/inputs/price_table.hpp"

namespace bacelab {
namespace {

/// Hours [begin, end) of a column without a price.
struct Gap {
  std::size_t begin;
  std::size_t end;
};

std::vector<Gap> gaps_of(const std::vector<double>& prices) {
  std::vector<Gap> gaps;
  for (std::size_t i = 0; i < prices.size(); ++i) {
    if (!std::isnan(prices[i])) continue;
    if (gaps.empty() || gaps.back().end != i) gaps.push_back({i, i});
    ++gaps.back().end;
  }
  return gaps;
}

void fill_gap(std::vector<double>& prices, const Gap& gap, PriceFill fill) {
  const bool at_begin = gap.begin == 0;
  const bool at_end = gap.end == prices.size();
  const double before = at_begin ? prices[gap.end] : prices[gap.begin - 1];
  const double after = at_end || fill == PriceFill::hold ? before : prices[gap.end];
  const auto steps = static_cast<double>(gap.end - gap.begin + 1);
  for (std::size_t i = gap.begin; i < gap.end; ++i) {
    const double part = static_cast<double>(i - gap.begin + 1) / steps;
    prices[i] = before + part * (after - before);
  }
}

std::string note_of(const std::string& zone, const std::vector<double>& prices,
                    const std::vector<Gap>& gaps, PriceFill fill) {
  std::size_t filled = 0;
  std::size_t longest = 0;
  for (const Gap& gap : gaps) {
    filled += gap.end - gap.begin;
    longest = std::max(longest, gap.end - gap.begin);
  }
  const auto negative = std::count_if(prices.begin(), prices.end(), [](double p) { return p < 0; });
  std::string note = fmt::format("{}: {} negative", shown_key(zone),
                                 counted(static_cast<std::size_t>(negative), "hour"));
  if (filled > 0) {
    note += fmt::format(
        ", {} missing (at most {} in a row), filled by {}", counted(filled, "hour"), longest,
        fill == PriceFill::linear ? "a line between their neighbours" : "the hour before");
  }
  return note;
}

}  // namespace

std::string fill_gaps(std::vector<double>& prices, std::int64_t first_hour, PriceFill fill,
                      const std::string& zone, const std::string& files) {
  const auto gaps = gaps_of(prices);
  if (!gaps.empty() && gaps.front().end - gaps.front().begin == prices.size()) {
    throw InputError(fmt::format("{}: '{}' has no price", files, shown_key(zone)));
  }
  if (!gaps.empty() && fill == PriceFill::refuse) {
    const auto hour = first_hour + static_cast<std::int64_t>(gaps.front().begin);
    throw InputError(
        fmt::format("{}: '{}' has no price of {}; allowed: --fill linear or --fill hold", files,
                    shown_key(zone), utc_hour_text(hour)));
  }
  for (const Gap& gap : gaps) fill_gap(prices, gap, fill);
  return note_of(zone, prices, gaps, fill);
}

}  // namespace bacelab
