#pragma once

#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "experiments/text/files.hpp"

namespace bacelab {

/// The known quantities of a link. Of two directions, the worse counts: the smaller bandwidth, the
/// longer time, the higher price (MODEL.md section 1).
struct LinkFigures {
  std::optional<double> gbit_per_s;
  std::optional<double> rtt_ms;               ///< there and back
  std::optional<double> delay_ms;             ///< one way
  std::optional<double> transfer_usd_per_gb;  ///< of 10^9 bytes

  bool operator==(const LinkFigures&) const = default;
};

/// What a file says of a link from the first of its ends to the second, and back.
struct BothDirections {
  LinkFigures there;
  LinkFigures back;
};

/// Links between regions. The file: columns `a` and `b` (names of regions) and any of `gbit_per_s`,
/// `rtt_ms`, `delay_ms` and `transfer_usd_per_gb`, one row per link or per direction; an empty
/// field is unknown.
class LinkTable {
 public:
  using Ends = std::pair<std::string, std::string>;

  explicit LinkTable(std::string file = "") : file_(std::move(file)) {}

  /// Adds the direction from `a` to `b`. Returns false if it is already there.
  bool add(const std::string& a, const std::string& b, const LinkFigures& figures);

  /// The link between two regions, in either order; null if there is none.
  [[nodiscard]] const LinkFigures* find(const std::string& a, const std::string& b) const;
  /// Those that were given in both directions.
  [[nodiscard]] const std::map<Ends, BothDirections>& both_directions() const {
    return both_directions_;
  }
  /// All links, by the names of their ends, the smaller one first.
  [[nodiscard]] const std::map<Ends, LinkFigures>& links() const { return links_; }
  /// Names of all ends, sorted.
  [[nodiscard]] std::vector<std::string> regions() const;
  /// Is a quantity known for any link?
  [[nodiscard]] bool has(std::optional<double> LinkFigures::*figure) const;
  /// Links that were given in both directions.
  [[nodiscard]] std::size_t reduced() const { return both_directions_.size(); }
  [[nodiscard]] const std::string& file() const { return file_; }

 private:
  std::string file_;
  std::map<Ends, LinkFigures> directions_;
  std::map<Ends, LinkFigures> links_;
  std::map<Ends, BothDirections> both_directions_;
};

/// A sentence on a figure of links between these regions, if it differs by direction.
[[nodiscard]] std::optional<std::string> note_on_directions(
    const LinkTable& table, const std::vector<std::string>& regions,
    std::optional<double> LinkFigures::*figure);

/// Throws InputError, also for a link from a region to itself or a direction given twice.
LinkTable parse_link_table(ByteSource& source, const std::string& name);

/// In the form that parse_link_table reads, with the columns that are known of any link.
void write_link_table(std::ostream& out, const LinkTable& table);

}  // namespace bacelab
