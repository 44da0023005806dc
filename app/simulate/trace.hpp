#pragma once

#include <cstddef>
#include <iosfwd>
#include <map>
#include <string>

#include "core/scheduling/decision_log.hpp"
#include "core/simulation/scenario.hpp"

namespace bacelab {

/// Writes each decision of a policy, and why, as text: times in s and h, bandwidths in Gbit/s,
/// electricity prices in USD per hour, all as the policy saw them.
class Trace final : public DecisionLog {
 public:
  /// Lines have at most `width` characters if the names allow. Both arguments must outlive it.
  Trace(std::ostream& out, const Scenario& scenario, std::size_t width);

  void round(const SystemState& state) override { state_ = &state; }
  void order(double now_s, double network_utilisation, std::span<const std::int64_t> job_ids,
             std::span<const double> scores) override;
  void attempt(std::int64_t job_id) override;
  void refused_as_before(std::int64_t job_id) override;
  void stage_count(const StageOption& option, std::string_view why) override;
  void edge_refused(RegionIndex from, RegionIndex to, double residual, double demand) override;
  void dead_end(const std::vector<RegionIndex>& path, int gpus, int wanted) override;
  void candidate(const Placement& placement) override;
  void refused(std::string_view why) override;
  void start(std::int64_t job_id, const Placement& placement) override;
  void blocked(std::int64_t job_id) override;

 private:
  [[nodiscard]] std::string template_of(std::int64_t job_id) const;
  [[nodiscard]] std::string name_of(RegionIndex region) const;
  [[nodiscard]] std::string text_of(const Placement& placement) const;

  std::ostream& out_;
  const Scenario& scenario_;
  std::size_t width_;
  std::map<std::int64_t, TemplateIndex> models_;  // of the jobs, by id
  const SystemState* state_ = nullptr;            // of this round
};

}  // namespace bacelab
