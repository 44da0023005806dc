#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "experiments/box/study_box.hpp"
#include "experiments/box/study_identity.hpp"

namespace bacelab {

/// The scale on which a range is divided evenly.
enum class RangeScale { linear, logarithmic };

/// The names of the scales in study and results files, in the order of the enumeration.
inline constexpr std::array<std::string_view, 2> range_scale_names = {"linear", "log"};

/// The values between two ends that a factor may take. Whole numbers are rounded (docs/studies.md).
struct FactorRange {
  double low = 0.0;
  double high = 1.0;
  RangeScale scale = RangeScale::linear;
  bool whole = false;  ///< whole numbers only

  bool operator==(const FactorRange&) const = default;
};

/// A number that belongs to a whole design, such as its samples. Attribute `design_NAME` of a
/// results file.
struct DesignNumber {
  std::string name;
  std::int64_t value = 0;

  bool operator==(const DesignNumber&) const = default;
};

/// What a design says about each of its points.
using DesignValues = std::variant<std::vector<std::int64_t>, std::vector<double>>;

/// What a design says about each point besides the factors, such as the row of the matrix that it
/// comes from. Variable `design_NAME` along `point` of a results file.
struct DesignColumn {
  std::string name;
  std::string description;
  DesignValues values;                     ///< one for each point
  std::vector<std::string> meanings = {};  ///< names of the values 0, 1, ...; empty: no flags

  bool operator==(const DesignColumn&) const = default;
};

/// How the points of a study were chosen, as far as an analysis needs it.
struct DesignDescription {
  std::string type = "single";  ///< a name of the registry of designs
  std::vector<DesignNumber> numbers = {};
  std::vector<DesignColumn> columns = {};

  /// A number of the design by its name without `design_`; empty if it has none of this name.
  [[nodiscard]] std::optional<std::int64_t> number(std::string_view name) const;
  /// A column of the design by its name without `design_`; null if it has none of this name.
  [[nodiscard]] const DesignColumn* column(std::string_view name) const;

  bool operator==(const DesignDescription&) const = default;
};

/// The number of values of a column.
std::size_t value_count(const DesignColumn& column);

/// The description of a variable of a results file, for people and programs.
struct VariableInfo {
  std::string name;
  std::string units;  ///< as in CF: "s", "USD", "1" for pure numbers
  std::string long_name;
  std::string description;

  bool operator==(const VariableInfo&) const = default;
};

/// The values of a factor at the points of a design: numbers or names.
using FactorValues = std::variant<std::vector<double>, std::vector<std::string>>;

/// A factor of a design.
struct Factor {
  std::string name;  ///< the dotted key of the study, as in "network.scale"
  std::string units;
  std::string description;
  FactorValues values;                    ///< one for each point
  std::optional<FactorRange> range = {};  ///< none: the values come from a list

  bool operator==(const Factor&) const = default;
};

/// The name of the factor whose values are the cases of a design (docs/studies.md).
inline constexpr std::string_view case_factor = "case";

/// The number of values of a factor.
std::size_t value_count(const Factor& factor);

/// A plugin of a study.
struct PluginFile {
  std::string file;     ///< as the study names it
  std::string hash;     ///< of its content, as InputFile::hash
  std::string version;  ///< its own, as its author gives it

  bool operator==(const PluginFile&) const = default;
};

/// Everything in a results file except the results: the study's points, replications, policies and
/// metrics, and the program that computes it.
struct ResultsDescription {
  std::string title;
  std::uint64_t seed = 0;
  std::string study;       ///< the study file's text with all defaults filled in
  std::int64_t model = 0;  ///< the version of the model that was computed
  std::string program_version;
  std::string git_describe;
  std::string compiler;
  /// The arithmetic_fingerprint() of what computed the worlds; empty: the file is from a program
  /// that did not keep it.
  std::string arithmetic = {};
  /// The builds of the program that computed worlds, each with its compiler; sorted.
  std::vector<std::string> builds = {};
  std::vector<PluginFile> plugins = {};

  std::size_t points = 1;
  std::size_t replications = 1;
  std::vector<std::string> policies;
  std::vector<Factor> factors;
  DesignDescription design = {};
  std::vector<VariableInfo> metrics;

  /// What is known of each world before it runs (world_summary.hpp); empty in files of programs
  /// that did not keep it.
  std::vector<VariableInfo> world_summaries = {};

  /// Job rows: their columns, and how many a run has; both are empty if no job rows are kept.
  std::vector<VariableInfo> job_columns = {};
  std::size_t jobs_per_run = 0;

  /// Empty: the file is from a program that did not keep it.
  std::optional<StudyIdentity> identity = {};

  /// The runs of the study.
  [[nodiscard]] StudyBox box() const { return {points, replications, policies.size()}; }
};

/// Whether a results file can have something of that name: it has no blanks and no slashes.
bool is_result_name(std::string_view name);

/// Whether every results file has something of that name besides its factors and metrics.
bool is_taken_result_name(std::string_view name);

/// The factor values at a point, as a text: "network.scale = 0.3, arrivals.load = 0.8"; empty
/// without factors.
std::string point_label(std::span<const Factor> factors, std::size_t point);

/// Bytes that a number of worlds of a study take in its results file, which has some overhead in
/// addition.
double result_bytes(const ResultsDescription& description, std::size_t worlds);

}  // namespace bacelab
