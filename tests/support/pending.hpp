#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/scheduling/orderings.hpp"
#include "tests/support/state.hpp"

namespace bacelab::testing {

/// Pending jobs made by hand: what an ordering looks at.
class Pending {
 public:
  /// `demand` is d(k*) in bit/s.
  Pending& job(std::int64_t id, double arrival_s, double ideal_s, double demand = 8.0) {
    plans_.push_back(std::make_unique<StagePlan>(std::vector<StageOption>{{1, 1.0, demand, 0.0}},
                                                 one_stage_template(), PipelineModel{}));
    jobs_.push_back({JobIndex(jobs_.size()), TemplateIndex(plans_.size() - 1), id, arrival_s,
                     plans_.back().get(), ideal_s});
    return *this;
  }

  [[nodiscard]] std::vector<double> scores(const Ordering& ordering, const MadeState& made) const {
    std::vector<double> result = {99.0};
    ordering.score({made.state(), 0.0, jobs_, {}}, result);
    return result;
  }
  /// Ids in the order in which they are tried.
  [[nodiscard]] std::vector<std::int64_t> order(const Ordering& ordering,
                                                const MadeState& made) const {
    std::vector<std::uint32_t> positions;
    sort_by_score(scores(ordering, made), positions);
    std::vector<std::int64_t> ids;
    for (const std::uint32_t position : positions) ids.push_back(jobs_[position].id);
    return ids;
  }

 private:
  std::vector<std::unique_ptr<StagePlan>> plans_;
  std::vector<PendingJob> jobs_;
};

}  // namespace bacelab::testing
