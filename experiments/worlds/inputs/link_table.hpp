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

/// Links between regions. The file: columns `a` and `b` (names of regions) and any of `gbit_per_s`,
/// `rtt_ms`, `delay_ms` and `transfer_usd_per_gb`, one row per link or per direction; an empty
/// field is unknown.
class LinkTable {
 public:
  explicit LinkTable(std::string file = "") : file_(std::move(file)) {}

  /// Adds the direction from `a` to `b`. Returns false if it is already there.
  bool add(const std::string& a, const std::string& b, const LinkFigures& figures);

  /// The link between two regions, in either order; null if there is none.
  [[nodiscard]] const LinkFigures* find(const std::string& a, const std::string& b) const;
  /// What the file says of this direction alone; null if it has no row.
  [[nodiscard]] const LinkFigures* direction(const std::string& a, const std::string& b) const;
  /// All links, by the names of their ends, the smaller one first.
  [[nodiscard]] const std::map<std::pair<std::string, std::string>, LinkFigures>& links() const {
    return links_;
  }
  /// Names of all ends, sorted.
  [[nodiscard]] std::vector<std::string> regions() const;
  /// Is a quantity known for any link?
  [[nodiscard]] bool has(std::optional<double> LinkFigures::*figure) const;
  /// Links that were given in both directions.
  [[nodiscard]] std::size_t reduced() const { return directions_.size() - links_.size(); }
  [[nodiscard]] const std::string& file() const { return file_; }

 private:
  std::string file_;
  std::map<std::pair<std::string, std::string>, LinkFigures> directions_;
  std::map<std::pair<std::string, std::string>, LinkFigures> links_;
};

/// Figures of which the two directions of links between these regions differ, one sentence each.
[[nodiscard]] std::vector<std::string> notes_on_directions(const LinkTable& table,
                                                           const std::vector<std::string>& regions);

/// Throws InputError, also for a link from a region to itself or a direction given twice.
LinkTable parse_link_table(ByteSource& source, const std::string& name);

/// In the form that parse_link_table reads, with the columns that are known of any link.
void write_link_table(std::ostream& out, const LinkTable& table);

}  // namespace bacelab
