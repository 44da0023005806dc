#include "core/simulation/environment.hpp"

namespace bacelab {

void Environment::reset(const Cluster& cluster) {
  timeline_ = &cluster.timeline();
  links_ = cluster.links().size();
  next_ = 0;
  next_time_ = (*timeline_)[0].time_s;
  now_ = {};
  handed_out_ = {};
}

void Environment::advance(double limit) {
  if (next_time_ > limit) return;
  do {
    next_time_ = (*timeline_)[++next_].time_s;
  } while (next_time_ <= limit);
  now_ = (*timeline_)[next_ - 1];
}

}  // namespace bacelab
