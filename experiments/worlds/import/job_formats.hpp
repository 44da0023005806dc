#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/registry.hpp"
#include "experiments/text/csv_table.hpp"

namespace bacelab {

/// What a column of a public file of jobs says.
enum class JobField : std::size_t {
  submit,
  gpus,  ///< or workers, where there is gpus_of_worker
  gpus_of_worker,
  gpu_share,  ///< thousandths of a GPU
  duration,
  start,
  end,
  iterations,
  computing,   ///< s of an iteration
  networking,  ///< s of an iteration
  cluster,
  state,
  type,
  user,
  vc,
};
inline constexpr std::size_t job_fields = 15;

/// A name of a field for options and messages; null for those that only formats know.
const char* name_of(JobField field);

/// A public record of jobs and the names of its columns. A file whose columns have all these names
/// is taken for one.
struct JobFormat {
  const char* name;
  const char* description;
  std::vector<std::pair<JobField, const char*>> columns;
};

/// `plain` is the last: any names that are common.
Registry<JobFormat> job_formats();

/// What the user says about the columns.
struct JobColumnChoice {
  std::optional<std::string> format = {};        ///< none: told by the columns
  std::map<JobField, std::string> columns = {};  ///< named one by one
};

/// The columns of a file of jobs.
class JobColumns {
 public:
  /// Throws InputError, with the names that are accepted, unless the file says when a job was
  /// submitted, on how many GPUs it ran and for how long.
  JobColumns(const CsvTable& csv, const JobColumnChoice& choice);

  [[nodiscard]] const JobFormat& format() const { return *format_; }
  [[nodiscard]] std::optional<CsvColumn> find(JobField field) const {
    return columns_[static_cast<std::size_t>(field)];
  }
  /// Throws std::bad_optional_access if there is none.
  [[nodiscard]] CsvColumn at(JobField field) const { return find(field).value(); }
  /// The columns that are read, by name, for a message.
  [[nodiscard]] std::string text(const CsvTable& csv) const;

 private:
  /// Forgets columns that the user did not name.
  void drop(std::initializer_list<JobField> fields, const JobColumnChoice& choice);
  void require(const CsvTable& csv, JobField field) const;

  const JobFormat* format_;
  std::array<std::optional<CsvColumn>, job_fields> columns_;
};

}  // namespace bacelab
