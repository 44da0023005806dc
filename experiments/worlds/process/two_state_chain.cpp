#include "experiments/worlds/process/two_state_chain.hpp"

namespace bacelab {

TwoStateChain::TwoStateChain(const RandomStream& stream, double mean_first_s, double mean_second_s)
    : stream_(stream), mean_first_s_(mean_first_s), mean_second_s_(mean_second_s) {
  const double share = mean_second_s_ / (mean_first_s_ + mean_second_s_);
  state_ = stream_.uniform(0) < share ? State::second : State::first;
  stay();
}

void TwoStateChain::next() {
  state_ = state_ == State::first ? State::second : State::first;
  stay();
}

void TwoStateChain::stay() {
  const double mean_s = state_ == State::first ? mean_first_s_ : mean_second_s_;
  until_s_ += mean_s * stream_.exponential(++stays_);
}

}  // namespace bacelab
