#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/contract.hpp"
#include "core/index.hpp"
#include "core/pipeline/iteration_time.hpp"

namespace bacelab {

/// Max-min fair shares of a link (MODEL.md section 4): in ascending cap, then position, each gets
/// min(its cap, what is left / how many are left). Caps are not negative and may be infinite;
/// `order` is scratch space; `shares` must be as long as `caps`.
void max_min_shares(double capacity, std::span<const double> caps,
                    std::vector<std::uint32_t>& order, std::span<double> shares);

/// The links with the jobs that cross them: their demands and their shares.
class Network {
 public:
  /// A boundary of a running job.
  struct Crossing {
    JobIndex job;
    std::uint32_t slot = 0;      ///< of the job among the running ones
    std::uint32_t boundary = 0;  ///< of the job's path
    double demand = 0.0;         ///< bit/s
    double share = -1.0;         ///< bit/s; negative: none yet
  };
  /// A boundary whose share changed.
  struct Change {
    std::uint32_t slot;
    std::uint32_t boundary;
    double share;  ///< bit/s
  };

  /// Empty links without bandwidth.
  void reset(std::size_t links, Schedule schedule);

  void set_bandwidth(LinkIndex link, double bit_per_s);
  /// Of all links.
  void set_bandwidths(std::span<const double> bit_per_s);
  /// A job that does not cross the link yet.
  void add(LinkIndex link, const Crossing& crossing);
  /// A job that crosses the link.
  void remove(LinkIndex link, JobIndex job);

  /// True bandwidth of each link as it was last set, bit/s.
  [[nodiscard]] const Table<LinkIndex, double>& bandwidth() const { return bandwidth_; }
  /// Sum of the demands of the jobs that cross a link, added in job id order, bit/s.
  [[nodiscard]] double demand(LinkIndex link) const { return demand_[link]; }
  /// The links that a job crosses, ascending.
  [[nodiscard]] const std::vector<LinkIndex>& crossed() const { return crossed_; }

  /// Recomputes the shares of every link that has changed since the last call; the shares that
  /// changed are in changes() until the next call.
  void share();
  /// Has any link changed? Otherwise share() has nothing to do.
  [[nodiscard]] bool is_to_share() const { return !to_share_.empty() || !changes_.empty(); }
  [[nodiscard]] const std::vector<Change>& changes() const { return changes_; }

 private:
  // A link with this much more than all demands gives every job its demand, whatever the rounding.
  static constexpr double surely_enough = 1.0 - 1e-9;

  void touch(LinkIndex link);
  void add_demands(LinkIndex link);
  /// Has the link room for all demands, so that every job gets its own?
  [[nodiscard]] bool meets_demands(LinkIndex link) const;
  void share(LinkIndex link);
  void give(Crossing& crossing, double share);

  bool caps_ = true;  // is a job given at most its demand?
  Table<LinkIndex, double> bandwidth_;
  Table<LinkIndex, double> demand_;
  Table<LinkIndex, std::vector<Crossing>> crossings_;  // by job
  Table<LinkIndex, char> touched_;
  Table<LinkIndex, char> met_;  // did every job get its demand when the link was last shared?
  std::vector<LinkIndex> crossed_;
  std::vector<LinkIndex> to_share_;
  std::vector<Change> changes_;
  std::vector<double> caps_of_link_;
  std::vector<double> shares_of_link_;
  std::vector<std::uint32_t> order_;
};

// The event loop calls these at every breakpoint: defined here so that they can be inlined.

inline bool Network::meets_demands(LinkIndex link) const {
  return caps_ && demand_[link] <= bandwidth_[link] * surely_enough;
}

inline void Network::touch(LinkIndex link) {
  if (touched_[link] != 0) return;
  touched_[link] = 1;
  to_share_.push_back(link);
}

inline void Network::set_bandwidth(LinkIndex link, double bit_per_s) {
  BACELAB_EXPECTS(bit_per_s >= 0.0);
  if (bandwidth_[link] == bit_per_s) return;
  bandwidth_[link] = bit_per_s;
  if (crossings_[link].empty()) return;
  if (met_[link] != 0 && meets_demands(link)) return;  // no share changes
  touch(link);
}

}  // namespace bacelab
