#pragma once

#include "analysis/sensitivity/sensitivity.hpp"

namespace bacelab::samples {

inline Estimate near(double value) { return {value, Interval{value - 0.0125, value + 0.0125}}; }

/// Sobol indices of three factors with common worlds.
inline Sensitivity of_sobol() {
  Sensitivity s;
  s.source = "load.h5";
  s.output = "overhead(jct_mean, cr_ldf, bace)";
  s.unit = "1";
  s.factors = {"network.scale", "arrivals.rate_per_hour", "work.sigma"};
  s.sobol = SobolIndices{.first = {near(0.5), near(0.25), near(-0.0001)},
                         .total = {near(0.625), near(0.375), near(0.0625)},
                         .second = {{0, 1, near(0.125)}, {0, 2, near(0.0)}, {1, 2, near(0.0)}},
                         .mean = 0.25,
                         .variance = 0.01,
                         .noise = 0.0,
                         .scrambles = 16,
                         .rows = 1024};
  s.noise = {WorldsOfDesign::common, 30, 0.0004, 0.0001};
  return s;
}

/// Morris' measures of two factors, from a table.
inline Sensitivity of_morris() {
  Sensitivity s;
  s.source = "samples.csv";
  s.output = "y";
  s.unit = "s";
  s.factors = {"x1", "x2"};
  s.morris = std::vector<MorrisMeasures>{
      {{-4.0, Interval{-5.0, -3.0}}, {4.0, Interval{3.0, 5.0}}, {0.5, Interval{0.25, 1.0}}, 10},
      {{0.0, Interval{-1.0, 1.0}}, {1.0, Interval{0.5, 1.5}}, {2.0, Undefined{"why not"}}, 10}};
  s.trajectories = 10;
  s.bootstrap = Bootstrap{1999, 5};
  s.noise.variance = s.noise.separate = Undefined{"a table does not show it"};
  s.dropped = 2;
  return s;
}

}  // namespace bacelab::samples
