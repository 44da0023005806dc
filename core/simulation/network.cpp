#include "core/simulation/network.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "core/contract.hpp"

namespace bacelab {
namespace {

/// With room for the rounding of a sum.
bool add_up_within(std::span<const double> shares, double capacity) {
  return std::accumulate(shares.begin(), shares.end(), 0.0) <= capacity * (1.0 + 1e-9);
}

bool before(const Network::Crossing& crossing, JobIndex job) { return crossing.job < job; }

bool crosses(std::span<const Network::Crossing> crossings, JobIndex job) {
  const auto found = std::lower_bound(crossings.begin(), crossings.end(), job, before);
  return found != crossings.end() && found->job == job;
}

}  // namespace

void max_min_shares(double capacity, std::span<const double> caps,
                    std::vector<std::uint32_t>& order, std::span<double> shares) {
  BACELAB_EXPECTS(capacity >= 0.0 && shares.size() == caps.size());
  BACELAB_EXPECTS(std::all_of(caps.begin(), caps.end(), [](double cap) { return cap >= 0.0; }));
  order.resize(caps.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) {
    return caps[x] != caps[y] ? caps[x] < caps[y] : x < y;
  });
  double left = capacity;
  auto users = static_cast<double>(caps.size());
  for (const std::uint32_t i : order) {
    shares[i] = std::min(caps[i], left / users);
    left -= shares[i];
    users -= 1.0;
  }
  BACELAB_ENSURES(add_up_within(shares, capacity));
}

void Network::reset(std::size_t links, Schedule schedule) {
  caps_ = demand_caps_share(schedule);
  bandwidth_.assign(links, 0.0);
  demand_.assign(links, 0.0);
  touched_.assign(links, 0);
  met_.assign(links, 0);
  if (crossings_.size() != links) {
    crossings_.assign(links, {});
  } else {
    for (const LinkIndex link : crossed_) crossings_[link].clear();
  }
  crossed_.clear();
  to_share_.clear();
  changes_.clear();
}

void Network::set_bandwidths(std::span<const double> bit_per_s) {
  BACELAB_EXPECTS(bit_per_s.size() == bandwidth_.size());
  for (const LinkIndex link : crossed_) set_bandwidth(link, bit_per_s[link.value()]);
  std::copy(bit_per_s.begin(), bit_per_s.end(), bandwidth_.begin());
}

void Network::add(LinkIndex link, const Crossing& crossing) {
  auto& crossings = crossings_[link];
  BACELAB_EXPECTS(crossing.demand >= 0.0 && !crosses(crossings, crossing.job));
  if (crossings.empty()) {
    crossed_.insert(std::lower_bound(crossed_.begin(), crossed_.end(), link), link);
  }
  crossings.insert(std::lower_bound(crossings.begin(), crossings.end(), crossing.job, before),
                   crossing);
  add_demands(link);
  touch(link);
}

void Network::remove(LinkIndex link, JobIndex job) {
  auto& crossings = crossings_[link];
  BACELAB_EXPECTS(crosses(crossings, job));
  crossings.erase(std::lower_bound(crossings.begin(), crossings.end(), job, before));
  if (crossings.empty()) {
    crossed_.erase(std::lower_bound(crossed_.begin(), crossed_.end(), link));
  }
  add_demands(link);
  touch(link);
}

void Network::share() {
  changes_.clear();
  for (const LinkIndex link : to_share_) share(link);
  to_share_.clear();
}

void Network::add_demands(LinkIndex link) {
  double sum = 0.0;
  for (const Crossing& crossing : crossings_[link]) sum += crossing.demand;
  demand_[link] = sum;
}

void Network::share(LinkIndex link) {
  touched_[link] = 0;
  auto& crossings = crossings_[link];
  met_[link] = meets_demands(link) ? 1 : 0;
  if (met_[link] != 0) {
    for (Crossing& crossing : crossings) give(crossing, crossing.demand);
    return;
  }
  caps_of_link_.clear();
  for (const Crossing& crossing : crossings) {
    caps_of_link_.push_back(caps_ ? crossing.demand : std::numeric_limits<double>::infinity());
  }
  shares_of_link_.resize(crossings.size());
  max_min_shares(bandwidth_[link], caps_of_link_, order_, shares_of_link_);
  for (std::size_t i = 0; i < crossings.size(); ++i) give(crossings[i], shares_of_link_[i]);
}

void Network::give(Crossing& crossing, double share) {
  if (crossing.share == share) return;
  crossing.share = share;
  changes_.push_back({crossing.slot, crossing.boundary, share});
}

}  // namespace bacelab
