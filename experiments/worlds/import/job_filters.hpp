#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/worlds/import/job_rows.hpp"

namespace bacelab {

/// Only jobs with one of several texts in a column: --state completed,failed.
class JobFilter {
 public:
  /// `texts`, each of which may be several, separated by commas; without any, all jobs are taken.
  JobFilter(JobField field, const std::vector<std::string>& texts);

  /// "--state"
  [[nodiscard]] const std::string& option() const { return option_; }
  [[nodiscard]] bool is_set() const { return !wanted_.empty(); }
  /// Is this row taken? Case does not matter. Throws InputError if the file has no such column.
  bool takes(const JobFile& file);
  /// Throws InputError, with the texts that occur, if one that is wanted does not.
  void require_found() const;
  /// The texts that are wanted, "completed, failed".
  [[nodiscard]] std::string text() const;

 private:
  JobField field_;
  std::string option_;
  std::vector<std::string> wanted_;
  std::vector<bool> found_;                               // of each wanted text
  std::map<std::string, std::size_t, std::less<>> seen_;  // so many rows, up to a number of texts
};

/// Only jobs that were submitted in a time.
class JobWindow {
 public:
  /// Texts of --from and --to; empty: no limit.
  JobWindow(std::optional<std::string> from, std::optional<std::string> to);

  [[nodiscard]] bool is_set() const { return from_ || to_; }
  /// Is it at or after --from, and before --to? The clock has read a time of the records. Throws
  /// InputError for a limit that is not of its kind.
  bool contains(double submit_s, const JobClock& clock);
  /// "from 2023-03-01 to 2023-04-01".
  [[nodiscard]] std::string text() const;

 private:
  std::optional<std::string> from_;
  std::optional<std::string> to_;
  std::optional<double> from_s_;
  std::optional<double> to_s_;
};

}  // namespace bacelab
