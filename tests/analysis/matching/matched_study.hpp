#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "analysis/matching/match.hpp"
#include "experiments/random/stream.hpp"
#include "tests/results/sample_file.hpp"
#include "tests/results/sample_study.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab::samples {

/// The space of the studies below.
inline std::vector<SpaceAxis> unit_space() {
  return {{"a", FactorRange{0, 1}},
          {"b", FactorRange{0, 1}},
          {"s", std::vector<std::string>{"x", "y"}}};
}

/// Random places of it.
inline SpaceSampler unit_sampler(std::uint64_t seed) {
  return [seed](std::size_t first, std::size_t count) {
    std::vector<double> a;
    std::vector<double> b;
    std::vector<std::string> s;
    const auto u = [&](const char* owner, std::size_t i) {
      return RandomStream({.seed = seed}, "place", owner).uniform(static_cast<std::uint32_t>(i));
    };
    for (std::size_t i = first; i < first + count; ++i) {
      a.push_back(u("a", i));
      b.push_back(u("b", i));
      s.push_back(u("s", i) < 0.5 ? "x" : "y");
    }
    return std::vector<Factor>{{"a", "1", "", a, FactorRange{0, 1}},
                               {"b", "1", "", b, FactorRange{0, 1}},
                               {"s", "1", "", s}};
  };
}

/// The overhead of lcf over bace in the cost, in two cases, as a program of which all is known.
inline double true_overhead(double a, double b, const std::string& s, bool second_case) {
  const double turn = s == "x" ? 1.0 : -1.0;
  return second_case ? 0.8 * b - 0.5 * a * a : 0.3 * turn + 0.6 * a + 0.2 * turn * b;
}

/// A results file of these places in two cases, with noise.
inline void write_matched_study(const std::filesystem::path& file,
                                const std::vector<Factor>& places, std::uint64_t seed,
                                std::size_t worlds = 8) {
  ResultsDescription study = sample::study();
  const auto& a = std::get<std::vector<double>>(places[0].values);
  const auto& b = std::get<std::vector<double>>(places[1].values);
  const auto& s = std::get<std::vector<std::string>>(places[2].values);
  study.study = "";
  study.points = 2 * a.size();
  study.replications = worlds;
  Factor of_a = {"a", "1", "", std::vector<double>(), FactorRange{0, 1}};
  Factor of_b = {"b", "1", "", std::vector<double>(), FactorRange{0, 1}};
  Factor of_s = {"s", "1", "", std::vector<std::string>()};
  Factor cases = {"case", "1", "", std::vector<std::string>()};
  for (std::size_t point = 0; point < study.points; ++point) {
    std::get<0>(of_a.values).push_back(a[point / 2]);
    std::get<0>(of_b.values).push_back(b[point / 2]);
    std::get<1>(of_s.values).push_back(s[point / 2]);
    std::get<1>(cases.values).push_back(point % 2 == 0 ? "first" : "second");
  }
  study.factors = {of_a, of_b, of_s, cases};
  study.design = {"points", {}, {}};
  RunBlock block = sample::block(study, 0, study.box().worlds());
  for (std::size_t world = 0; world < study.box().worlds(); ++world) {
    const std::size_t point = world / worlds;
    const RandomStream noise(
        {.seed = seed, .replication = static_cast<std::uint32_t>(world % worlds)}, "noise");
    const double shared = 0.05 * noise.normal(0);
    const double own = 0.01 * noise.normal(static_cast<std::uint32_t>(1 + point));
    const double overhead = true_overhead(a[point / 2], b[point / 2], s[point / 2], point % 2 != 0);
    block.metrics_of(world, 0)[1] = 10.0;
    block.metrics_of(world, 1)[1] = 10.0 * (1.0 + overhead + shared + own);
  }
  sample::write_file(file, study, block);
}

/// Targets in both cases that hold at a place.
inline std::string targets_at(double a, double b, const std::string& s, double tolerance = 0.02) {
  std::string text;
  for (const bool second : {false, true}) {
    text += std::string("[targets.") + (second ? "second" : "first") + "]\ncase = '" +
            (second ? "second" : "first") +
            "'\noutput = 'overhead(cost_usd, lcf, bace)'\nvalue = " +
            std::to_string(true_overhead(a, b, s, second)) +
            "\ntolerance = " + std::to_string(tolerance) + "\nsource = 'known'\n";
  }
  return text;
}

/// A third one, of the change from the first case to the second.
inline std::string change_at(double a, double b, const std::string& s) {
  const double change = true_overhead(a, b, s, true) - true_overhead(a, b, s, false);
  return "[targets.change]\ncase = 'second'\nminus_case = 'first'\n"
         "output = 'mean(cost_usd, lcf)'\nvalue = " +
         std::to_string(10.0 * change) + "\ntolerance = 0.2\nsource = 'known'\n";
}

inline std::vector<Target> read_targets_text(const std::string& text) {
  auto document = ConfigDocument::parse(text, "targets.toml");
  return read_targets(document);
}

}  // namespace bacelab::samples
