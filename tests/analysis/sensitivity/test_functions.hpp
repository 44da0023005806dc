#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <random>
#include <span>
#include <vector>

#include "analysis/sensitivity/sobol_indices.hpp"
#include "experiments/study/design/sampling/sobol_sequence.hpp"

namespace bacelab::test_functions {

/// A function on the unit cube whose Sobol indices are known.
struct TestFunction {
  double (*value)(std::span<const double>);
  double variance;
  std::vector<double> first;
  std::vector<double> total;
};

/// Ishigami and Homma 1990, a = 7, b = 0.1, on [-pi, pi]^3.
inline TestFunction ishigami() {
  return {[](std::span<const double> u) {
            std::array<double, 3> x{};
            for (std::size_t i = 0; i < 3; ++i) x[i] = std::numbers::pi * (2.0 * u[i] - 1.0);
            const double sine = std::sin(x[1]);
            return std::sin(x[0]) + 7.0 * sine * sine + 0.1 * std::pow(x[2], 4) * std::sin(x[0]);
          },
          13.844587940719,
          {0.313905191, 0.442411145, 0.0},
          {0.557588855, 0.442411145, 0.243683664}};
}

/// Sobol's G with a = 0, 1, 4.5, 9, 99, 99, 99, 99.
inline TestFunction sobol_g() {
  return {[](std::span<const double> u) {
            constexpr std::array a = {0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0};
            double product = 1.0;
            for (std::size_t i = 0; i < a.size(); ++i) {
              product *= (std::abs(4.0 * u[i] - 2.0) + a[i]) / (1.0 + a[i]);
            }
            return product;
          },
          0.465424432,
          {0.716192, 0.179048, 0.023676, 0.007162, 0.000072, 0.000072, 0.000072, 0.000072},
          {0.787144, 0.242198, 0.034317, 0.010460, 0.000105, 0.000105, 0.000105, 0.000105}};
}

/// The function at the points of Saltelli samples.
inline std::vector<SaltelliValues> evaluate(const TestFunction& f, std::size_t scrambles,
                                            std::size_t rows, std::uint64_t seed,
                                            SecondOrder order = SecondOrder::no) {
  const std::size_t factors = f.first.size();
  std::vector<SaltelliValues> all;
  for (std::size_t k = 0; k < scrambles; ++k) {
    const SaltelliSample sample(factors, order,
                                {.seed = seed, .scramble = static_cast<std::uint32_t>(k)});
    SaltelliValues& values = all.emplace_back();
    values.ab.resize(factors);
    if (order == SecondOrder::yes) values.ba.resize(factors);
    std::vector<double> u(factors);
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t block = 0; block < sample.blocks(); ++block) {
        for (std::size_t i = 0; i < factors; ++i) u[i] = sample.coordinate(row, block, i);
        const double y = f.value(u);
        if (block == 0) {
          values.a.push_back(y);
        } else if (block == 1) {
          values.b.push_back(y);
        } else if (block < 2 + factors) {
          values.ab[block - 2].push_back(y);
        } else {
          values.ba[block - 2 - factors].push_back(y);
        }
      }
    }
  }
  return all;
}

/// Adds independent normal noise to all outputs.
inline void add_noise(std::vector<SaltelliValues>& all, double variance, std::uint64_t seed) {
  std::mt19937_64 generator(seed);
  std::normal_distribution<double> normal(0.0, std::sqrt(variance));
  const auto disturb = [&](std::vector<double>& block) {
    for (double& value : block) value += normal(generator);
  };
  for (SaltelliValues& values : all) {
    disturb(values.a);
    disturb(values.b);
    for (auto& block : values.ab) disturb(block);
    for (auto& block : values.ba) disturb(block);
  }
}

/// The same number in the place of every output.
inline std::vector<SaltelliValues> constant(std::vector<SaltelliValues> all, double value) {
  for (SaltelliValues& values : all) {
    values.a.assign(values.a.size(), value);
    values.b.assign(values.b.size(), value);
    for (auto& block : values.ab) block.assign(block.size(), value);
    for (auto& block : values.ba) block.assign(block.size(), value);
  }
  return all;
}

/// The outputs of f(u) in worlds that the points of a scramble share.
struct InWorlds {
  std::vector<SaltelliValues> means;                    ///< [scramble], over replications
  std::vector<std::vector<SaltelliValues>> deviations;  ///< [replication][scramble]
};

/// Outputs f(u) + shift s + slope t u_0 u_1, where s and t are normal numbers of a scramble and
/// replication.
inline InWorlds in_worlds(const TestFunction& f, std::size_t scrambles, std::size_t rows,
                          std::size_t replications, std::uint64_t seed, double shift, double slope,
                          SecondOrder order = SecondOrder::no) {
  const TestFunction product = {[](std::span<const double> u) { return u[0] * u[1]; }, 0.0, f.first,
                                f.total};
  InWorlds result;
  result.means = evaluate(f, scrambles, rows, seed, order);
  const auto slopes = evaluate(product, scrambles, rows, seed, order);
  std::mt19937_64 generator(seed);
  std::normal_distribution<double> normal;
  std::vector<std::vector<SaltelliValues>> noise(replications, slopes);
  const auto for_each = [&](SaltelliValues& values, const auto& change) {
    change(values.a);
    change(values.b);
    for (auto& block : values.ab) change(block);
    for (auto& block : values.ba) change(block);
  };
  const auto add = [](std::vector<double>& to, const std::vector<double>& from, double factor) {
    for (std::size_t row = 0; row < to.size(); ++row) to[row] += factor * from[row];
  };
  const auto add_all = [&](SaltelliValues& to, const SaltelliValues& from, double factor) {
    add(to.a, from.a, factor);
    add(to.b, from.b, factor);
    for (std::size_t i = 0; i < to.ab.size(); ++i) add(to.ab[i], from.ab[i], factor);
    for (std::size_t i = 0; i < to.ba.size(); ++i) add(to.ba[i], from.ba[i], factor);
  };
  for (std::size_t k = 0; k < scrambles; ++k) {
    for (auto& of_replication : noise) {
      const double s = shift * normal(generator);
      const double t = slope * normal(generator);
      for_each(of_replication[k], [&](std::vector<double>& block) {
        for (double& value : block) value = s + t * value;
      });
    }
    SaltelliValues mean = constant({slopes[k]}, 0.0).front();
    for (const auto& of_replication : noise) {
      add_all(mean, of_replication[k], 1.0 / static_cast<double>(replications));
    }
    for (auto& of_replication : noise) add_all(of_replication[k], mean, -1.0);
    add_all(result.means[k], mean, 1.0);
  }
  result.deviations = std::move(noise);
  return result;
}

}  // namespace bacelab::test_functions
