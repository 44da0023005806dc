#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace bacelab {

/// Prices by hour of UTC, of prices that hold for times of any length: the mean over the hour,
/// weighted by time. 12 bytes an hour.
class HourlyPrices {
 public:
  /// A price from a time on (s since 1970-01-01 00:00 UTC) for a time > 0, not before the end of
  /// the one before. no_value: it is not known.
  void add(std::int64_t begin_s, std::int64_t length_s, double price);
  /// Multiplies all prices.
  void scale(double factor);
  /// Divides all prices.
  void divide(double divisor);

  [[nodiscard]] bool empty() const { return means_.empty(); }
  [[nodiscard]] std::int64_t first_hour() const { return first_hour_; }
  /// One past the last.
  [[nodiscard]] std::int64_t end_hour() const {
    return first_hour_ + static_cast<std::int64_t>(means_.size());
  }
  /// Of each hour from the first on; no_value where none is known.
  [[nodiscard]] const std::vector<double>& means() const { return means_; }
  /// Hours that are known in part.
  [[nodiscard]] std::size_t partial_hours() const;

  /// Appends those of a file that begins no earlier; both have prices. An hour of which each knows
  /// a part is of both, one that they know wholly must be equal, and of others the fuller one
  /// counts. Throws InputError otherwise, and for a gap of more than `longest_gap` hours. `file`
  /// and `later_file` in messages.
  void append(const HourlyPrices& later, std::int64_t longest_gap, const std::string& file,
              const std::string& later_file);

 private:
  void reach(std::int64_t hour);
  void blend(std::size_t i, double price, std::int32_t seconds);

  std::int64_t first_hour_ = 0;
  std::vector<double> means_;
  std::vector<std::int32_t> seconds_;  // of each hour that are known
};

}  // namespace bacelab
