#include "core/scheduling/path_finders/bandwidth_aware.hpp"

#include <omp.h>

#include "core/contract.hpp"

namespace bacelab {
namespace {

constexpr double edges_a_step = 16.0;  // work of a step along ranked edges, in edges looked at

}  // namespace

void BandwidthAware::search(Search& search, Placement& best) {
  // A log must receive every edge, in order.
  if (search.log != nullptr || search.view.free_slots.size() < ranked_from_) {
    search_plainly(search, best);
    return;
  }
  list_starts(search.view);
  if (threads_ > 1 && expected_work(search.view) >= parallel_from_) {
    search_in_parallel(search, best);
  } else {
    search_ranked(search, best);
  }
}

void BandwidthAware::search_plainly(Search& search, Placement& best) {
  const auto& free = search.view.free_slots;
  const int wanted = search.option.stages;
  for (RegionIndex start; start < free.end_index(); ++start) {
    if (free[start] < 1) continue;
    candidate_.path.assign(1, start);
    if (free[start] >= wanted || extend_greedily(search.view, search.rule, wanted, candidate_.path,
                                                 search.edge_refused, search.log)) {
      search.offer(candidate_, best);
    }
  }
}

void BandwidthAware::list_starts(const JobView& view) {
  edges_.attach(view);
  starts_.clear();
  stale_.clear();
  for (RegionIndex region; region < view.free_slots.end_index(); ++region) {
    if (view.free_slots[region] < 1) continue;
    starts_.push_back(region);
    if (!edges_.is_fresh(view.state, region)) stale_.push_back(region);
  }
}

std::size_t BandwidthAware::expected_work(const JobView& view) const {
  const double edges_a_region = 2.0 * static_cast<double>(view.state.topology().links()) /
                                static_cast<double>(view.free_slots.size());
  return static_cast<std::size_t>(static_cast<double>(stale_.size()) * edges_a_region +
                                  static_cast<double>(starts_.size()) * steps_a_start_ *
                                      edges_a_step);
}

void BandwidthAware::search_ranked(Search& search, Placement& best) {
  walks_.resize(static_cast<std::size_t>(threads_));
  GreedyWalk& walk = walks_.front();
  const std::uint64_t steps_before = walk.steps();
  for (const RegionIndex region : stale_) edges_.rank(search.view, region);
  for (const RegionIndex start : starts_) {
    if (walk.lay(search.view, edges_, search.rule, search.option.stages, start, candidate_.path,
                 search.edge_refused)) {
      search.offer(candidate_, best);
    }
  }
  steps_a_start_ = static_cast<double>(walk.steps() - steps_before + starts_.size()) /
                   static_cast<double>(starts_.size() + 1);
}

void BandwidthAware::search_in_parallel(Search& search, Placement& best) {
  walks_.resize(static_cast<std::size_t>(threads_));
  if (trials_.size() < starts_.size()) trials_.resize(starts_.size());
  std::uint64_t steps = 0;
  bool edge_refused = false;
#pragma omp parallel num_threads(threads_) reduction(+ : steps) reduction(|| : edge_refused)
  {
    GreedyWalk& walk = walks_[static_cast<std::size_t>(omp_get_thread_num())];
    const std::uint64_t steps_before = walk.steps();
#pragma omp for schedule(static)
    for (std::size_t i = 0; i < stale_.size(); ++i) edges_.rank(search.view, stale_[i]);
    bool refused = false;
#pragma omp for schedule(static)
    for (std::size_t i = 0; i < starts_.size(); ++i) {
      try_start(search, starts_[i], walk, trials_[i], refused);
    }
    steps += walk.steps() - steps_before;
    edge_refused = edge_refused || refused;
  }
  search.edge_refused = search.edge_refused || edge_refused;
  // In the order of a serial search: ties within the tolerance depend on it.
  for (std::size_t i = 0; i < starts_.size(); ++i) {
    if (trials_[i].found) search.offer_allocated(trials_[i].candidate, best);
  }
  steps_a_start_ =
      static_cast<double>(steps + starts_.size()) / static_cast<double>(starts_.size() + 1);
}

void BandwidthAware::try_start(const Search& search, RegionIndex start, GreedyWalk& walk,
                               Trial& trial, bool& edge_refused) const {
  trial.found = walk.lay(search.view, edges_, search.rule, search.option.stages, start,
                         trial.candidate.path, edge_refused);
  if (!trial.found) return;
  trial.candidate.option = &search.option;
  search.allocator.allocate(search.view, trial.candidate);
}

void Exhaustive::search(Search& search, Placement& best) {
  const auto& free = search.view.free_slots;
  BACELAB_EXPECTS(free.size() <= max_regions);
  for (RegionIndex start; start < free.end_index(); ++start) {
    if (free[start] < 1) continue;
    path_.assign(1, start);
    visit(search, free[start], best);
  }
}

/// Offers the path as it is, if it has enough slots, and then all its extensions.
void Exhaustive::visit(Search& search, int slots, Placement& best) {
  const SystemState& state = search.view.state;
  if (slots >= search.option.stages) {
    candidate_.path = path_;
    search.offer(candidate_, best);
  }
  if (path_.size() >= static_cast<std::size_t>(search.option.stages)) return;
  for (const Neighbour& next : state.topology().neighbours(path_.back())) {
    if (!is_neighbour(search.view, next, path_)) continue;
    if (search.rule.threshold && !state.has_room(next.link, search.rule.demand)) {
      search.edge_refused = true;
      if (search.log) {
        search.log->edge_refused(path_.back(), next.region, state.residual(next.link),
                                 search.rule.demand);
      }
      continue;
    }
    path_.push_back(next.region);
    visit(search, slots + search.view.free_slots[next.region], best);
    path_.pop_back();
  }
}

}  // namespace bacelab
