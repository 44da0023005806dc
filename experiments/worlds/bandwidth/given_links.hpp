#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "experiments/text/section.hpp"
#include "experiments/worlds/inputs/link_table.hpp"
#include "experiments/worlds/process/regional.hpp"

namespace bacelab {

/// A study's data on single links, from its links file and its tables.
class GivenLinks {
 public:
  /// Reads `file` and, if it is there, [network.rtt_ms]. Throws InputError.
  static GivenLinks read(const ConfigSection& network, std::vector<std::string> regions);

  /// Names of the regions of the study.
  [[nodiscard]] const std::vector<std::string>& regions() const { return regions_; }
  /// Is there a links file?
  [[nodiscard]] bool has_file() const { return table_ != nullptr; }
  [[nodiscard]] const LinkTable& table() const { return *table_; }
  /// The file's entry for a link; empty if it has none.
  [[nodiscard]] std::optional<double> of(const LinkEnds& ends,
                                         std::optional<double> LinkFigures::*figure) const;
  /// Differences between the regions of the file and of the study, and between the two directions
  /// of links in all but their bandwidths, one sentence each. A file may describe more than a study
  /// uses, so this is not an error, but a misspelt name looks the same.
  [[nodiscard]] std::vector<std::string> notes() const;
  /// Round-trip time in ms: from the table in the study, otherwise from the file.
  [[nodiscard]] std::optional<double> rtt_ms(const LinkEnds& ends) const;
  /// One-way delay in ms: from the file, otherwise half of the round-trip time.
  [[nodiscard]] std::optional<double> delay_ms(const LinkEnds& ends) const;

 private:
  std::string file_;  // as the study names it
  std::vector<std::string> regions_;
  std::shared_ptr<const LinkTable> table_;
  std::optional<PairValues> rtt_ms_;
  std::optional<std::string> rtt_note_;  // on its directions
};

/// Which of two directions of a matrix counts for the link.
enum class Reduction { smaller, larger };

/// A matrix of a study: a row under the name of each region, with a number for each region in
/// their order. The diagonal is not used. Throws InputError if a row is missing or has another
/// length, or a name is unknown.
struct Matrix {
  PairValues values;
  std::optional<std::string> note;  ///< on pairs whose directions differ
};
Matrix read_matrix(const ConfigSection& section, const std::vector<std::string>& regions,
                   const Bounds& bounds, const char* unit, Reduction reduction);

}  // namespace bacelab
