#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "experiments/box/precision.hpp"
#include "experiments/box/study_box.hpp"
#include "experiments/box/world_set.hpp"
#include "mpi_runner/rounds/rounds.hpp"
#include "mpi_runner/stopping/study_rule.hpp"

namespace bacelab {

/// Hands out the worlds that a rule over all points wants. The rule sees the worlds of each point
/// in replication order, and goes on only when all that it wanted are there, so that what it wants
/// next depends on nothing else.
class TargetQueue final : public Rounds {
 public:
  TargetQueue(const StudyBox& box, const Workers& workers, std::unique_ptr<StudyRule> rule,
              const WorldSet& found);

  void add(const WorldValues& seen) override;
  [[nodiscard]] bool empty() const override;
  [[nodiscard]] bool may_grow() const override { return !closed_ && !decided_; }
  Work take() override;
  void close() override { closed_ = true; }
  [[nodiscard]] std::size_t most_worlds() const override { return rule_->most_worlds(); }
  [[nodiscard]] bool is_decided() const override { return decided_; }
  [[nodiscard]] PrecisionOutcome outcome() const override;
  [[nodiscard]] WorldSet wanted() const override;

 private:
  void take_waiting(std::size_t point);
  void go_on();
  void want_more();

  StudyBox box_;
  Workers workers_;
  std::unique_ptr<StudyRule> rule_;
  WorldSet handed_out_;                                              ///< or found
  std::vector<std::map<std::size_t, std::vector<double>>> waiting_;  ///< [point], by replication
  std::vector<std::size_t> taken_;       ///< [point], replications that the rule has seen
  std::vector<WorldRange> to_hand_out_;  ///< for the targets of now
  std::size_t next_ = 0;                 ///< of these
  std::size_t left_ = 0;                 ///< worlds to see before the rule goes on
  bool closed_ = false;
  bool decided_ = false;
};

}  // namespace bacelab
