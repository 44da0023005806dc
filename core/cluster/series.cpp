#include "core/cluster/series.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace bacelab {
namespace {

/// Do the times ascend strictly, from the one before `first` on?
bool ascend(const std::vector<double>& times_s, std::size_t first = 0) {
  const auto begin = times_s.begin() + static_cast<std::ptrdiff_t>(first > 0 ? first - 1 : 0);
  const auto not_later = [](double earlier, double later) { return !(earlier < later); };
  return std::adjacent_find(begin, times_s.end(), not_later) == times_s.end();
}

}  // namespace

Series::Series(double constant) : times_s_{0.0}, values_{constant} {}

Series::Series(std::vector<double> times_s, std::vector<double> values)
    : times_s_(std::move(times_s)), values_(std::move(values)) {
  if (times_s_.size() != values_.size() || times_s_.empty()) {
    throw std::invalid_argument("a series needs as many values as times, and at least one");
  }
  if (times_s_.front() != 0.0) throw std::invalid_argument("a series starts at time 0");
  if (!ascend(times_s_)) throw std::invalid_argument("the times of a series ascend strictly");
}

Series::Series(std::unique_ptr<SeriesSource> source) : source_(std::move(source)) {
  if (!grow()) throw std::invalid_argument("a series needs at least one breakpoint");
}

double Series::sum_of_pieces(double from, double to) const {
  while (times_s_.back() < to && grow()) {
  }
  const double* time = times_s_.data() + segment(from) + 1;
  const double* const end = times_s_.data() + times_s_.size();
  const double* value = values_.data() + (time - times_s_.data()) - 1;
  double sum = 0.0;
  double start = from;
  for (; time != end && *time < to; ++time, ++value) {
    sum += *value * (*time - start);
    start = *time;
  }
  return sum + *value * (to - start);
}

std::size_t Series::complete() const {
  while (grow()) {
  }
  return times_s_.size();
}

std::size_t Series::segment(double t) const {
  BACELAB_EXPECTS(t >= 0.0);
  while (times_s_.back() <= t && grow()) {
  }
  // Most series have steps of one length.
  if (times_s_.size() > 1) {
    const double guess = t / times_s_[1];
    if (guess < static_cast<double>(times_s_.size() - 1)) {
      const auto i = static_cast<std::size_t>(guess);
      if (times_s_[i] <= t && t < times_s_[i + 1]) return i;
    }
  }
  const auto after = std::upper_bound(times_s_.begin(), times_s_.end(), t);
  return static_cast<std::size_t>(after - times_s_.begin()) - 1;
}

bool Series::grow() const {
  const std::size_t known = times_s_.size();
  if (source_ && source_->extend(times_s_, values_)) {
    BACELAB_EXPECTS(times_s_.size() > known && times_s_.size() == values_.size());
    BACELAB_EXPECTS(times_s_.front() == 0.0 && ascend(times_s_, known));
    return true;
  }
  source_.reset();
  return false;
}

}  // namespace bacelab
