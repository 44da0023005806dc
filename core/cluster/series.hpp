#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "core/contract.hpp"

namespace bacelab {

/// Makes a series piece by piece, so that a run pays only for the part that it reaches.
class SeriesSource {
 public:
  SeriesSource() = default;
  SeriesSource(const SeriesSource&) = delete;
  SeriesSource& operator=(const SeriesSource&) = delete;
  virtual ~SeriesSource() = default;

  /// Appends at least one breakpoint, later than all that are there, or returns false: that was
  /// the last. The first call must give the value at time 0. The values never depend on when the
  /// call is made.
  virtual bool extend(std::vector<double>& times_s, std::vector<double>& values) = 0;
};

/// A piecewise-constant function of time (MODEL.md section 1): a price, a bandwidth, a capacity.
///
/// Breakpoints start at 0 and ascend strictly; the value at a breakpoint is the new one; the last
/// value holds for ever. A series with a source grows when a caller looks past its known end; its
/// values never depend on when. One thread at a time may use a growing series.
class Series {
 public:
  /// The same value for ever.
  explicit Series(double constant);
  /// Given breakpoints. Throws std::invalid_argument unless the lengths agree, the times start at
  /// 0 and ascend strictly.
  Series(std::vector<double> times_s, std::vector<double> values);
  /// Breakpoints on demand.
  explicit Series(std::unique_ptr<SeriesSource> source);

  /// Is there a breakpoint number `i` (counted from 0)? Grows the series as far as needed.
  [[nodiscard]] bool has(std::size_t i) const {
    while (i >= times_s_.size()) {
      if (!grow()) return false;
    }
    return true;
  }
  /// Time in s of breakpoint `i`; has(i) must hold.
  [[nodiscard]] double time(std::size_t i) const {
    BACELAB_EXPECTS(i < times_s_.size());
    return times_s_[i];
  }
  /// Value from breakpoint `i` on; has(i) must hold.
  [[nodiscard]] double value(std::size_t i) const {
    BACELAB_EXPECTS(i < values_.size());
    return values_[i];
  }

  /// The first breakpoint from number `i` on that is later than time t (s); one past the last if
  /// there is none. Grows the series as far as needed.
  [[nodiscard]] std::size_t first_after(std::size_t i, double t) const {
    do {
      while (i < times_s_.size() && times_s_[i] <= t) ++i;
    } while (i == times_s_.size() && grow());
    return i;
  }

  /// Value at time t >= 0 (s).
  [[nodiscard]] double at(double t) const { return value(segment(t)); }
  /// Integral over [from, to], 0 <= from <= to, in value times s; exact up to rounding.
  [[nodiscard]] double integral(double from, double to) const {
    BACELAB_EXPECTS(0.0 <= from && from <= to);
    return !source_ && times_s_.size() == 1 ? values_.front() * (to - from)
                                            : sum_of_pieces(from, to);
  }
  /// Grows the series to its last breakpoint and returns how many there are.
  std::size_t complete() const;

 private:
  [[nodiscard]] std::size_t segment(double t) const;
  [[nodiscard]] double sum_of_pieces(double from, double to) const;
  bool grow() const;

  // Growing on demand is invisible from outside, hence mutable.
  mutable std::vector<double> times_s_;
  mutable std::vector<double> values_;
  mutable std::unique_ptr<SeriesSource> source_;
};

}  // namespace bacelab
