#pragma once

#include <cstddef>
#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "analysis/statistics/estimate.hpp"

namespace bacelab {

/// One row of CSV, as pairs of title and text, so that no text can end up under another title.
/// Numbers are the shortest that read back as the same double; what is missing is empty.
class CsvRecord {
 public:
  void add(const std::string& title, const std::string& text);
  void add(const std::string& title, double number);
  void add(const std::string& title, std::size_t count);
  void add_flag(const std::string& title, bool flag);
  void add(const std::string& title, const ValueOrReason<double>& quantity);
  /// The columns `title`, `title`_lower and `title`_upper.
  void add(const std::string& title, const Estimate& estimate);

  [[nodiscard]] const std::vector<std::string>& titles() const { return titles_; }
  [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }

 private:
  std::vector<std::string> titles_;
  std::vector<std::string> texts_;
};

/// Writes a line of CSV (RFC 4180, but it ends in "\n"), quoting texts that need it.
void write_csv_line(std::ostream& out, const std::vector<std::string>& texts);

/// {"value", "reason"}: null for the one that is missing.
[[nodiscard]] nlohmann::ordered_json json_of(const ValueOrReason<double>& quantity);

/// {"value", "lower", "upper", "reason"}: the reason says why the interval is missing.
[[nodiscard]] nlohmann::ordered_json json_of(const Estimate& estimate);

}  // namespace bacelab
