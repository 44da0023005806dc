#include "app/figures/link_use.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "core/scheduling/system_state.hpp"

namespace bacelab {
namespace {

/// The demand of a job on each link that it crosses, bit/s.
double demand_of(const Scenario& scenario, const JobOutcome& outcome, const Job& job) {
  const auto& options = scenario.templates->plan(job.model)->options();
  const auto option = std::find_if(options.begin(), options.end(), [&](const StageOption& each) {
    return each.stages == outcome.stages;
  });
  return option == options.end() ? 0.0 : option->demand_bit_per_s;
}

/// Demands on links at an instant, with the bandwidths there.
class LinkDemands {
 public:
  LinkDemands(const Scenario& scenario, const RunRecord& record)
      : scenario_(scenario), demand_(scenario.cluster.links().size(), 0.0) {
    std::size_t i = 0;
    for (const Job& job : scenario.jobs) {
      const JobOutcome& outcome = record.jobs[i++];
      if (!outcome.started || outcome.regions < 2) continue;
      const double demand = demand_of(scenario, outcome, job);
      const auto path = record.path_of(outcome);
      for (std::size_t step = 0; step + 1 < path.size(); ++step) {
        const auto link =
            scenario.cluster.topology().link_between(path[step].region, path[step + 1].region);
        changes_.emplace(outcome.start_s, std::pair(link->value(), demand));
        changes_.emplace(end_of(outcome, record), std::pair(link->value(), -demand));
      }
    }
    next_ = changes_.begin();
  }
  LinkDemands(const LinkDemands&) = delete;
  LinkDemands& operator=(const LinkDemands&) = delete;

  /// The instants at which something changes; bandwidths that change very often only at some.
  [[nodiscard]] std::set<double> instants(double end_s, std::size_t most_instants,
                                          bool& is_sampled) const {
    std::set<double> bandwidths = {0.0};
    for (const Link& link : scenario_.cluster.links()) {
      for (std::size_t i = 0; link.bandwidth.has(i) && link.bandwidth.time(i) < end_s; ++i) {
        if (bandwidths.size() > most_instants) break;
        bandwidths.insert(link.bandwidth.time(i));
      }
    }
    if (bandwidths.size() > most_instants) {
      is_sampled = true;
      bandwidths.clear();
      for (std::size_t i = 0; i < most_instants; ++i) {
        bandwidths.insert(end_s * static_cast<double>(i) / static_cast<double>(most_instants));
      }
    }
    for (const auto& change : changes_) bandwidths.insert(change.first);
    bandwidths.insert(end_s);
    return bandwidths;
  }

  /// Of all links together and of the busiest one; the instants must ascend.
  [[nodiscard]] std::array<double, 2> at(double time) {
    for (; next_ != changes_.end() && next_->first <= time; ++next_) {
      demand_[next_->second.first] += next_->second.second;
    }
    double demand = 0.0;
    double bandwidth = 0.0;
    double busiest = 0.0;
    std::size_t i = 0;
    for (const Link& link : scenario_.cluster.links()) {
      const double here = link.bandwidth.at(time);
      const double wanted = std::max(0.0, demand_[i++]);  // sums may be off by rounding
      demand += wanted;
      bandwidth += here;
      if (wanted > 0.0) busiest = std::max(busiest, network_utilisation(wanted, here));
    }
    return {network_utilisation(demand, bandwidth), busiest};
  }

 private:
  const Scenario& scenario_;
  std::vector<double> demand_;
  std::multimap<double, std::pair<std::size_t, double>> changes_;
  std::multimap<double, std::pair<std::size_t, double>>::const_iterator next_;
};

}  // namespace

double end_of(const JobOutcome& job, const RunRecord& record) {
  return job.served ? job.finish_s : record.end_s;
}

LinkUse link_use(const Scenario& scenario, const RunRecord& record, std::size_t most_instants) {
  LinkDemands demands(scenario, record);
  LinkUse use;
  for (const double time : demands.instants(record.end_s, most_instants, use.is_sampled)) {
    const auto [all, busiest] = demands.at(time);
    use.times_s.push_back(time);
    use.all.push_back(all);
    use.busiest.push_back(busiest);
  }
  return use;
}

}  // namespace bacelab
