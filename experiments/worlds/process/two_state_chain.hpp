#pragma once

#include <cstdint>

#include "experiments/random/stream.hpp"

namespace bacelab {

/// Mean and variance of a quantity that changes with time, over a long time.
struct Moments {
  double mean = 0.0;
  double variance = 0.0;
};

/// Of the product of two independent quantities.
inline Moments product(const Moments& a, const Moments& b) {
  const double mean = a.mean * b.mean;
  return {mean,
          a.variance * b.variance + a.variance * b.mean * b.mean + b.variance * a.mean * a.mean};
}

/// Of the sum of two independent quantities.
inline Moments sum(const Moments& a, const Moments& b) {
  return {a.mean + b.mean, a.variance + b.variance};
}

/// Of `factor` times a quantity.
inline Moments scaled(const Moments& a, double factor) {
  return {factor * a.mean, factor * factor * a.variance};
}

/// Of a quantity that is `high` for this fraction of the time, and `low` otherwise.
inline Moments two_values(double low, double high, double share) {
  const double step = high - low;
  return {low + share * step, share * (1.0 - share) * step * step};
}

/// A chain that changes between two states, and stays in each for an exponential time (an
/// alternating renewal process; a Markov chain in continuous time). It is stationary from time 0:
/// it begins in the second state with probability m2 / (m1 + m2), m1 and m2 the mean times, and,
/// since exponential times have no memory, the rest of the time in the first state that it is seen
/// in is as long as any other (alternating renewal processes in Cox, Renewal Theory, 1962).
class TwoStateChain {
 public:
  enum class State { first, second };

  /// Mean times in s, > 0. Position 0 of the stream draws the state at time 0, position i the i-th
  /// stay.
  TwoStateChain(const RandomStream& stream, double mean_first_s, double mean_second_s);

  [[nodiscard]] State state() const { return state_; }
  /// When the state ends, s.
  [[nodiscard]] double until_s() const { return until_s_; }
  /// Moves to the next state.
  void next();

 private:
  void stay();

  RandomStream stream_;
  double mean_first_s_;
  double mean_second_s_;
  State state_ = State::first;
  double until_s_ = 0.0;
  std::uint32_t stays_ = 0;
};

inline TwoStateChain::TwoStateChain(const RandomStream& stream, double mean_first_s,
                                    double mean_second_s)
    : stream_(stream), mean_first_s_(mean_first_s), mean_second_s_(mean_second_s) {
  const double share = mean_second_s_ / (mean_first_s_ + mean_second_s_);
  state_ = stream_.uniform(0) < share ? State::second : State::first;
  stay();
}

inline void TwoStateChain::next() {
  state_ = state_ == State::first ? State::second : State::first;
  stay();
}

inline void TwoStateChain::stay() {
  const double mean_s = state_ == State::first ? mean_first_s_ : mean_second_s_;
  until_s_ += mean_s * stream_.exponential(++stays_);
}

}  // namespace bacelab
