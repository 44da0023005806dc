#include "analysis/figures/reasons.hpp"

#include <fmt/format.h>

#include "core/errors.hpp"

namespace bacelab {

FigureColumn MissingReasons::column(const std::vector<const Estimate*>& estimates) {
  std::vector<std::string> texts;
  for (const Estimate* estimate : estimates) {
    ++estimates_;
    texts.push_back(estimate->interval.reason());
    if (!estimate->value.has_value()) {
      ++without_value_;
    } else if (!estimate->interval.has_value()) {
      ++without_interval_;
    }
    if (first_.empty()) first_ = texts.back();
  }
  return {"reason", "", texts};
}

void MissingReasons::note(Figure& figure, const std::string& things) const {
  if (without_value_ == estimates_) {
    throw InputError(
        fmt::format("there is nothing to draw: none of the {} has a value: {}", things, first_));
  }
  if (without_value_ > 0) {
    figure.notes.push_back(
        fmt::format("{} of {} {} have no value: {}.", without_value_, estimates_, things, first_));
  }
  if (without_interval_ > 0) {
    figure.notes.push_back(fmt::format("{} of {} {} have no interval: {}.", without_interval_,
                                       estimates_, things, first_));
  }
}

}  // namespace bacelab
