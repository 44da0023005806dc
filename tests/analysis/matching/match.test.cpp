#include "analysis/matching/match.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "core/errors.hpp"
#include "tests/analysis/matching/matched_study.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

using namespace bacelab::samples;
using Catch::Contains;

/// Files of a scratch directory, one wave each.
struct Waves {
  void add(const std::vector<Factor>& places, std::uint64_t noise) {
    const auto path = directory / (std::to_string(files.size()) + ".h5");
    write_matched_study(path, places, noise);
    files.push_back(std::make_unique<ResultsFile>(path));
  }
  [[nodiscard]] std::vector<const ResultsFile*> views() const {
    std::vector<const ResultsFile*> all;
    for (const auto& file : files) all.push_back(file.get());
    return all;
  }

  sample::ScratchDirectory directory;
  std::vector<std::unique_ptr<ResultsFile>> files;
};

TEST_CASE("match: the samples and the parts of the space nearest to the truth come first",
          "[matching]") {
  Waves waves;
  waves.add(unit_sampler(1)(0, 60), 1);
  const Matcher matcher(waves.views(), unit_space(), read_targets_text(targets_at(0.7, 0.4, "x")),
                        {3.0, 0});
  const Match match = matcher.match(unit_sampler(2));
  REQUIRE(match.samples.size() == 60);
  CHECK(match.worlds == 8);
  CHECK(std::get<std::string>(match.samples[0].values[2]) == "x");
  CHECK(match.samples[0].point % 2 == 0);
  CHECK(match.candidates_left > 0);
  CHECK(match.candidates_left < match.candidates / 4);
  for (std::size_t i = 1; i < 60; ++i) {
    CHECK(match.samples[i - 1].deciding <= match.samples[i].deciding);
  }
  for (const AxisPart& part : match.parts) {
    if (part.text == "y") CHECK(part.candidates_left * 20 < match.candidates_left);
    if (part.text == "0.6 to 0.8") CHECK(part.candidates_left > 0);
  }
  CHECK(match.conflicts.empty());
}

TEST_CASE("match: contradictory targets are reached, but never together", "[matching]") {
  Waves waves;
  waves.add(unit_sampler(1)(0, 60), 1);
  std::string text = targets_at(0.7, 0.4, "x");
  text +=
      "[targets.other]\ncase = 'first'\noutput = 'overhead(cost_usd, lcf)'\nvalue = -0.3\n"
      "tolerance = 0.02\nsource = 's'\n";
  text +=
      "[targets.never]\ncase = 'first'\noutput = 'overhead(cost_usd, lcf)'\nvalue = 5\n"
      "tolerance = 0.02\nsource = 's'\n";
  const Match match = Matcher(waves.views(), unit_space(), read_targets_text(text), {3.0, 1})
                          .match(unit_sampler(2));
  CHECK(match.target_matches[3].reached == 0);
  CHECK(match.target_matches[3].least > 3.0);
  CHECK(std::any_of(match.conflicts.begin(), match.conflicts.end(),
                    [](const Conflict& pair) { return pair.first == 0 && pair.second == 2; }));
  CHECK(match.samples_left == 0);
}

TEST_CASE("match: a target may compare two cases", "[matching]") {
  Waves waves;
  waves.add(unit_sampler(1)(0, 60), 1);
  const double second = true_overhead(0.7, 0.4, "x", true);
  const double first = true_overhead(0.7, 0.4, "x", false);
  const auto with = [&](const std::string& contrast, double value, double tolerance) {
    return Matcher(waves.views(), unit_space(),
                   read_targets_text("[targets.t]\ncase = 'second'\n" + contrast +
                                     " = 'first'\noutput = 'mean(cost_usd, lcf)'\nvalue = " +
                                     std::to_string(value) + "\ntolerance = " +
                                     std::to_string(tolerance) + "\nsource = 's'\n"),
                   {3.0, 0})
        .match(unit_sampler(2));
  };
  CHECK(with("minus_case", 10 * (second - first), 0.2).samples_left > 0);
  const Match ratio = with("over_case", (1 + second) / (1 + first) - 1, 0.02);
  CHECK(ratio.samples_left > 0);
  // The noise that both cases share cancels.
  CHECK(ratio.target_matches[0].figures[0].check.explained > 0.95);
}

/// Waves of 40 points; whether the truth is left after each, and the share of the space that is.
struct Shrunk {
  bool truth_left = true;
  double share = 1.0;
};

Shrunk shrink(std::uint64_t seed) {
  const RandomStream stream({.seed = seed}, "truth");
  const std::string s = stream.uniform(2) < 0.5 ? "x" : "y";
  const std::vector<Factor> truth = {
      {"a", "1", "", std::vector<double>{stream.uniform(0)}, FactorRange{0, 1}},
      {"b", "1", "", std::vector<double>{stream.uniform(1)}, FactorRange{0, 1}},
      {"s", "1", "", std::vector<std::string>{s}}};
  const SpaceSampler only_truth = [&](std::size_t first, std::size_t) {
    std::vector<Factor> none = truth;
    for (Factor& factor : none) std::visit([](auto& values) { values.clear(); }, factor.values);
    return first == 0 ? truth : none;
  };
  Waves waves;
  waves.add(unit_sampler(seed)(0, 40), seed);
  Shrunk result;
  for (std::size_t wave = 1; wave <= 3; ++wave) {
    const Matcher matcher(waves.views(), unit_space(),
                          read_targets_text(targets_at(stream.uniform(0), stream.uniform(1), s) +
                                            change_at(stream.uniform(0), stream.uniform(1), s)),
                          Cut());
    const Match match = matcher.match(unit_sampler(seed + 1000 * wave));
    result.share =
        static_cast<double>(match.candidates_left) / static_cast<double>(match.candidates);
    result.truth_left = value_count(matcher.left_places(only_truth, 1)[0]) == 1;
    if (wave < 3) waves.add(matcher.left_places(unit_sampler(seed + 1000 * wave), 40), seed + wave);
  }
  return result;
}

TEST_CASE("match: the truth is left, and after three waves little else", "[matching]") {
  const Shrunk result = shrink(1);
  CHECK(result.truth_left);
  CHECK(result.share < 0.1);
}

TEST_CASE("match: the truth is left in 200 studies", "[.matching_full]") {
  std::size_t left = 0;
  std::size_t small = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Shrunk result = shrink(seed);
    left += result.truth_left ? 1 : 0;
    small += result.share < 0.1 ? 1 : 0;
  }
  CHECK(left == 200);
  CHECK(small == 200);
}

TEST_CASE("match: files that don't belong together, and other things that can't be", "[matching]") {
  Waves waves;
  waves.add(unit_sampler(1)(0, 20), 1);
  const auto refused = [&](const std::string& text, std::size_t misses, const std::string& words) {
    CHECK_THAT(message_of([&] {
                 Matcher(waves.views(), unit_space(), read_targets_text(text), {3.0, misses});
               }),
               Contains(words));
  };
  refused(targets_at(0, 0, "x"), 2, "allowed: 0 to 1");
  const std::string end = "value = 1\ntolerance = 1\nsource = 's'\n";
  const std::string begin = "[targets.t]\ncase = 'first'\noutput = ";
  refused(begin + "'cost_us'\n" + end, 0, "did you mean 'cost_usd'");
  refused(begin + "'overhead(cost_usd, lfc)'\n" + end, 0, "allowed: bace, lcf");
  refused("[targets.t]\noutput = 'cost_usd'\n" + end, 0, "allowed: first, second");
  refused("[targets.t]\ncase = 'third'\noutput = 'cost_usd'\n" + end, 0, "allowed: first, second");
  refused(begin + "'cost_usd'\nover_case = 'x'\n" + end, 0, "allowed: first, second");
  Waves few;
  few.add(unit_sampler(1)(0, 5), 1);
  CHECK_THAT(
      message_of([&] {
        Matcher(few.views(), unit_space(), read_targets_text(targets_at(0, 0, "x")), {3.0, 0});
      }),
      Contains("an emulator needs 10"));
}

}  // namespace
}  // namespace bacelab
