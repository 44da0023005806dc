#include "analysis/matching/emulator.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <stdexcept>

#include "experiments/random/stream.hpp"

namespace bacelab {
namespace {

const std::vector<SpaceAxis> space = {
    {"x", FactorRange{0, 1}}, {"y", FactorRange{0, 1}}, {"s", std::vector<std::string>{"a", "b"}}};

std::vector<Target> targets_of(const std::string& output) {
  auto document = ConfigDocument::parse(
      "[targets.t]\noutput = '" + output + "'\nvalue = 1\ntolerance = 1\nsource = 's'\n", "t.toml");
  return read_targets(document);
}

/// Smooth, with interactions; of an overhead.
double truth(std::span<const double> place) {
  const double turn = place[2] == 0.0 ? 1.0 : -1.0;
  return std::exp(0.3 * place[0] + 0.5 * place[0] * place[1] + 0.2 * turn * place[1]) - 1.0;
}

Places random_places(std::size_t count) {
  const RandomStream stream({.seed = 3}, "places");
  Places places = {3, {}};
  for (std::uint32_t i = 0; i < count; ++i) {
    places.places.push_back(stream.uniform(3 * i));
    places.places.push_back(stream.uniform(3 * i + 1));
    places.places.push_back(stream.uniform(3 * i + 2) < 0.5 ? 0.0 : 1.0);
  }
  return places;
}

FigureValues values_at(const Places& places, double sd) {
  const RandomStream stream({.seed = 4}, "noise");
  FigureValues figure = {{}, {}, {}, 10};
  for (std::uint32_t i = 0; i < places.count(); ++i) {
    figure.values.push_back(truth(places.at(i)) + sd * stream.normal(i));
    figure.variance.push_back(sd * sd);
    figure.complete.push_back(1);
  }
  return figure;
}

TEST_CASE("emulator: predicts between its samples as well as it says", "[matching]") {
  const auto targets = targets_of("overhead(cost, lcf)");
  const auto figures = target_outputs_of(targets);
  const Places places = random_places(600);
  Places first = {3, {places.places.begin(), places.places.begin() + 600}};
  for (const double sd : {0.0, 0.05}) {
    INFO(sd);
    const std::vector<FigureValues> values = {values_at(first, sd)};
    const Emulators emulators(space, first, figures, values);
    CHECK(emulators.checks()[0].explained > (sd == 0.0 ? 0.999 : 0.9));
    CHECK(emulators.checks()[0].beyond < 0.03);
    double squares = 0.0;
    for (std::size_t i = 200; i < 600; ++i) {
      std::vector<EmulatedValue> prediction(1);
      emulators.predict(places.at(i), prediction);
      const double error = prediction[0].value - truth(places.at(i));
      squares += error * error / prediction[0].variance / 400;
    }
    CHECK(squares < 1.3);
  }
}

TEST_CASE("emulator: incomplete samples are left out", "[matching]") {
  const auto targets = targets_of("overhead(cost, lcf)");
  const auto figures = target_outputs_of(targets);
  const Places places = random_places(100);
  std::vector<FigureValues> values = {values_at(places, 0.0)};
  values[0].complete[7] = 0;
  values[0].values[7] = 1e9;
  const Emulators emulators(space, places, figures, values);
  CHECK(emulators.checks()[0].explained > 0.99);
  values[0].complete.assign(100, 0);
  CHECK_THROWS_AS(Emulators(space, places, figures, values), std::invalid_argument);
}

TEST_CASE("emulator: of what it has not seen it is not sure", "[matching]") {
  const auto targets = targets_of("overhead(cost, lcf)");
  const auto figures = target_outputs_of(targets);
  Places places = random_places(100);
  for (std::size_t i = 0; i < 100; ++i) places.places[3 * i + 2] = 0.0;
  const std::vector<FigureValues> values = {values_at(places, 0.01)};
  const Emulators emulators(space, places, figures, values);
  std::vector<EmulatedValue> seen(1);
  std::vector<EmulatedValue> unseen(1);
  emulators.predict(std::vector<double>{0.5, 0.5, 0.0}, seen);
  emulators.predict(std::vector<double>{0.5, 0.5, 1.0}, unseen);
  CHECK(unseen[0].variance > 1.5 * seen[0].variance);
}

TEST_CASE("emulator: a world behind a published figure counts its noise", "[matching]") {
  auto targets = targets_of("overhead(cost, lcf)");
  const Places places = random_places(100);
  const std::vector<FigureValues> values = {values_at(places, 0.01)};
  std::vector<EmulatedValue> exact(1);
  Emulators(space, places, target_outputs_of(targets), values)
      .predict(std::vector<double>{0.5, 0.5, 0.0}, exact);
  targets[0].worlds = 1.0;
  std::vector<EmulatedValue> single(1);
  Emulators(space, places, target_outputs_of(targets), values)
      .predict(std::vector<double>{0.5, 0.5, 0.0}, single);
  CHECK(single[0].variance - exact[0].variance == Approx(10 * 1e-4).epsilon(0.5));
}

}  // namespace
}  // namespace bacelab
