#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "experiments/text/section.hpp"
#include "experiments/worlds/inputs/link_table.hpp"
#include "experiments/worlds/process/regional.hpp"

namespace bacelab {

/// What a study says of single links, in its links file and its tables.
class GivenLinks {
 public:
  /// Reads `file` and, if it is there, [network.rtt_ms]. Throws InputError.
  static GivenLinks read(const ConfigSection& network, std::vector<std::string> regions);

  /// Names of the regions of the study.
  [[nodiscard]] const std::vector<std::string>& regions() const { return regions_; }
  /// Is there a links file?
  [[nodiscard]] bool has_file() const { return table_ != nullptr; }
  [[nodiscard]] const LinkTable& table() const { return *table_; }
  /// What the file says of a link; none if it does not.
  [[nodiscard]] std::optional<double> of(const LinkEnds& ends,
                                         std::optional<double> LinkFigures::*figure) const;
  /// Where the regions of the file and of the study are not the same, a sentence each; empty
  /// without a file. A file may describe more than a study uses, so this is no error; a name that
  /// is misspelt looks the same.
  [[nodiscard]] std::vector<std::string> notes() const;
  /// Round-trip time in ms: of the table in the study, or else of the file.
  [[nodiscard]] std::optional<double> rtt_ms(const LinkEnds& ends) const;
  /// One-way delay in ms: of the file, or else half of the round-trip time.
  [[nodiscard]] std::optional<double> delay_ms(const LinkEnds& ends) const;

 private:
  std::string file_;  // as the study names it
  std::vector<std::string> regions_;
  std::shared_ptr<const LinkTable> table_;
  std::optional<PairValues> rtt_ms_;
};

/// Which of two directions of a matrix counts for the link.
enum class Reduction { smaller, larger };

/// A matrix of a study: a row under the name of each region, with a number for each region in
/// their order. The diagonal is not used. Throws InputError if a row is missing or has another
/// length, or a name is unknown.
PairValues read_matrix(const ConfigSection& section, const std::vector<std::string>& regions,
                       const Bounds& bounds, Reduction reduction);

}  // namespace bacelab
