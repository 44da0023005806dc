#include "core/simulation/network.hpp"

#include <algorithm>
#include <limits>

#include "core/simulation/link_sharing.hpp"

namespace bacelab {
namespace {

constexpr double not_given = -1.0;

bool before(const Network::Crossing& crossing, JobIndex job) { return crossing.job < job; }

}  // namespace

void Network::reset(std::size_t links, Schedule schedule) {
  caps_ = demand_caps_share(schedule);
  bandwidth_.assign(links, 0.0);
  touched_.assign(links, 0);
  if (crossings_.size() != links) {
    crossings_.assign(links, {});
    given_.assign(links, {});
  }
  for (auto& crossings : crossings_) crossings.clear();
  for (auto& given : given_) given.clear();
  to_share_.clear();
  changes_.clear();
}

void Network::set_bandwidth(LinkIndex link, double bit_per_s) {
  if (bandwidth_[link] == bit_per_s) return;
  bandwidth_[link] = bit_per_s;
  touch(link);
}

void Network::add(LinkIndex link, const Crossing& crossing) {
  auto& crossings = crossings_[link];
  const auto place = std::lower_bound(crossings.begin(), crossings.end(), crossing.job, before);
  given_[link].insert(given_[link].begin() + (place - crossings.begin()), not_given);
  crossings.insert(place, crossing);
  touch(link);
}

void Network::remove(LinkIndex link, JobIndex job) {
  auto& crossings = crossings_[link];
  const auto place = std::lower_bound(crossings.begin(), crossings.end(), job, before);
  given_[link].erase(given_[link].begin() + (place - crossings.begin()));
  crossings.erase(place);
  touch(link);
}

double Network::demand(LinkIndex link) const {
  double sum = 0.0;
  for (const Crossing& crossing : crossings_[link]) sum += crossing.demand;
  return sum;
}

void Network::share() {
  changes_.clear();
  for (const LinkIndex link : to_share_) share(link);
  to_share_.clear();
}

void Network::touch(LinkIndex link) {
  if (touched_[link] != 0) return;
  touched_[link] = 1;
  to_share_.push_back(link);
}

void Network::share(LinkIndex link) {
  touched_[link] = 0;
  const auto& crossings = crossings_[link];
  auto& given = given_[link];
  caps_of_link_.clear();
  for (const Crossing& crossing : crossings) {
    caps_of_link_.push_back(caps_ ? crossing.demand : std::numeric_limits<double>::infinity());
  }
  shares_of_link_.resize(crossings.size());
  max_min_shares(bandwidth_[link], caps_of_link_, order_, shares_of_link_);
  for (std::size_t i = 0; i < crossings.size(); ++i) {
    if (shares_of_link_[i] == given[i]) continue;
    given[i] = shares_of_link_[i];
    changes_.push_back({crossings[i].job, crossings[i].boundary, given[i]});
  }
}

}  // namespace bacelab
