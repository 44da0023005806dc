#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "experiments/text/csv_table.hpp"
#include "experiments/text/files.hpp"
#include "experiments/worlds/import/job_clock.hpp"
#include "experiments/worlds/import/job_formats.hpp"

namespace bacelab {

/// Why a record is no job that can be replayed.
enum class Unusable : std::size_t {
  no_submission,
  no_gpus,  ///< the field is empty
  zero_gpus,
  part_of_a_gpu,  ///< a number that is not whole
  no_duration,    ///< a field is empty
  zero_duration,
  negative_duration,
};
inline constexpr std::size_t unusable_reasons = 7;

/// "without a duration", after "dropped 12 jobs ".
const char* description_of(Unusable reason);

/// A record of a job.
struct JobRow {
  double submit_s = 0.0;
  double duration_s = 0.0;
  std::int64_t gpus = 0;
  double gpu_share = 1.0;  ///< of its one GPU that it had
  std::optional<Unusable> unusable = {};
};

/// A public file of jobs, read row by row.
class JobFile {
 public:
  /// `name` in messages. Throws InputError for columns that no format has.
  JobFile(ByteSource& source, const std::string& name, const JobColumnChoice& choice,
          JobClock& clock);

  /// Moves to the next row. Throws InputError: file, line, column, value and what is allowed; a
  /// field that is empty, or says that there is no value, is none.
  bool next();
  [[nodiscard]] const JobRow& row() const { return row_; }
  /// A text of the row. The cluster of a file without that column is its name. Throws InputError,
  /// beginning with `option`, if there is no such column.
  [[nodiscard]] std::string_view text(JobField field, std::string_view option) const;
  [[nodiscard]] bool has(JobField field) const { return columns_.find(field).has_value(); }
  [[nodiscard]] const CsvTable& csv() const { return csv_; }
  [[nodiscard]] const JobColumns& columns() const { return columns_; }
  /// "FILE:LINE" of the row.
  [[nodiscard]] std::string place() const;

 private:
  [[nodiscard]] bool is_missing(JobField field) const;
  [[nodiscard]] double number(JobField field, double most) const;
  std::optional<Unusable> read();
  std::optional<Unusable> read_gpus();
  std::optional<Unusable> read_duration();

  CsvTable csv_;
  JobColumns columns_;
  JobClock& clock_;      // of submissions
  JobClock runs_clock_;  // of starts and ends
  std::string cluster_;
  JobRow row_;
};

}  // namespace bacelab
