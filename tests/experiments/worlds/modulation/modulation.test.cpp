#include "experiments/worlds/modulation/modulation.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "experiments/worlds/modulation/by_hour.hpp"
#include "experiments/worlds/modulation/random_factors.hpp"
#include "tests/experiments/worlds/study_directory.hpp"

namespace bacelab {
namespace {

/// Pieces of equal length with the factors first, first + 1, first + 2 ...
class Stairs final : public ModulationModel {
 public:
  Stairs(double first, double length_s, Effect effect = Effect::multiplies)
      : first_(first), length_s_(length_s), effect_(effect) {}

  [[nodiscard]] std::unique_ptr<Modulation> make(const ModulationOwner&) const override {
    return std::make_unique<Steps>(first_, length_s_);
  }
  [[nodiscard]] Effect effect() const override { return effect_; }
  [[nodiscard]] Moments moments(const ModulationOwner&) const override { return {first_, 1.0}; }

 private:
  class Steps final : public Modulation {
   public:
    Steps(double first, double length_s) : first_(first), length_s_(length_s) {}

   private:
    /// Three at a time.
    std::size_t make(std::span<Piece> pieces) override {
      for (Piece& piece : pieces.first(3)) {
        ++count_;
        piece = {first_ + count_ - 1, count_ * length_s_};
      }
      return 3;
    }

    double first_;
    double length_s_;
    int count_ = 0;
  };

  double first_;
  double length_s_;
  Effect effect_;
};

ModulationModels stairs(std::initializer_list<double> lengths) {
  ModulationModels models;
  for (const double length : lengths) models.push_back(std::make_shared<Stairs>(2.0, length));
  return models;
}

std::vector<double> times(const Series& series) {
  std::vector<double> all;
  for (std::size_t i = 0; series.has(i); ++i) all.push_back(series.time(i));
  return all;
}

std::vector<double> values(const Series& series) {
  std::vector<double> all;
  for (std::size_t i = 0; series.has(i); ++i) all.push_back(series.value(i));
  return all;
}

/// Everything that can fluctuate, in an arbitrary world.
Series lively(double horizon_s) {
  const ModulationModels models = {std::make_shared<DailyCurve>(0.3, 18.0),
                                   std::make_shared<LognormalAr1>(0.4, 9000.0, 1000.0)};
  const double local_hour = 2.0;
  return modulated_series(0.2, models, {{1, 5, 0, 0}, "price", "A", {&local_hour, 1}}, horizon_s);
}

}  // namespace

TEST_CASE("modulation: without one a series is constant", "[worlds]") {
  const Series series = modulated_series(3.0, {}, {}, 100.0);
  CHECK(series.at(1e6) == 3.0);
  CHECK_FALSE(series.has(1));
}

TEST_CASE("modulation: one begins at 0 and changes piece by piece", "[worlds]") {
  const Series series = modulated_series(10.0, stairs({4.0}), {}, 10.0);
  CHECK(times(series) == std::vector<double>{0.0, 4.0, 8.0});
  CHECK(values(series) == std::vector<double>{20.0, 30.0, 40.0});
}

TEST_CASE("modulation: several are merged and multiplied", "[worlds]") {
  // 2, 3, 4 ... every 4 s times 2, 3, 4 ... every 6 s.
  const Series series = modulated_series(1.0, stairs({4.0, 6.0}), {}, 20.0);
  CHECK(times(series) == std::vector<double>{0.0, 4.0, 6.0, 8.0, 12.0, 16.0, 18.0});
  CHECK(values(series) == std::vector<double>{4.0, 6.0, 9.0, 12.0, 20.0, 24.0, 30.0});
}

TEST_CASE("modulation: what is added is added after all products", "[worlds]") {
  const auto adds = ModulationModel::Effect::adds;
  const ModulationModels models = {std::make_shared<Stairs>(2.0, 4.0),
                                   std::make_shared<Stairs>(-5.0, 6.0, adds),
                                   std::make_shared<Stairs>(3.0, 12.0)};
  const Series series = modulated_series(10.0, models, {}, 12.0);
  CHECK(times(series) == std::vector<double>{0.0, 4.0, 6.0, 8.0});
  CHECK(values(series) == std::vector<double>{10.0, 40.0, 50.0, 80.0});
  // (2, 1) times (3, 1), plus (-5, 1), times 10.
  const Moments moments = modulated_moments(10.0, models, {});
  CHECK(moments.mean == 10.0);
  CHECK(moments.variance == 100.0 * (1.0 + 9.0 + 4.0 + 1.0));
}

TEST_CASE("modulation: after the horizon the last value holds", "[worlds]") {
  CHECK(times(modulated_series(1.0, stairs({4.0}), {}, 8.0)) == std::vector<double>{0.0, 4.0});
  const Series before = modulated_series(1.0, stairs({4.0}), {}, 7.9);
  CHECK(times(before) == std::vector<double>{0.0, 4.0});
  CHECK(before.at(1e9) == 3.0);
  const Series none = modulated_series(1.0, stairs({4.0}), {}, 0.5);
  CHECK(times(none) == std::vector<double>{0.0});
  CHECK(none.at(1e9) == 2.0);
}

TEST_CASE("modulation: made as it is looked at, it is what it is made at once", "[worlds]") {
  const Series at_once = lively(4e5);
  const std::size_t breakpoints = at_once.complete();
  CHECK(breakpoints == 400 + 112 - 23);  // every 1000 s and every 3600 s; both every 18000 s
  const Series lazy = lively(4e5);
  for (double t = 0.0; t < 5e5; t += 777.0) REQUIRE(lazy.at(t) == at_once.at(t));
  CHECK(times(lazy) == times(at_once));
  CHECK(values(lazy) == values(at_once));
}

TEST_CASE("modulation: a longer horizon changes nothing before the shorter one", "[worlds]") {
  const Series shorter = lively(1e5);
  const Series longer = lively(4e5);
  for (std::size_t i = 0; shorter.has(i); ++i) {
    REQUIRE(longer.has(i));
    CHECK(longer.time(i) == shorter.time(i));
    CHECK(longer.value(i) == shorter.value(i));
  }
}

namespace {

/// The keys that turn modulations on; each reads its own.
const std::string turned_on =
    "sigma = 0.3\namplitude = 0.2\nmean_hours_between = 10\nstarts_per_year = 500\n"
    "file = \"prices.csv\"\n";

/// Reads a modulation from these keys, beside a file of prices.
std::shared_ptr<const ModulationModel> read(const ModulationInfo& info, const std::string& keys) {
  const testing::StudyDirectory directory;
  directory.write("prices.csv", "hour,A\n0,0.1\n1,0.3\n2,-0.1\n");
  const std::vector<std::string> regions = {"A"};
  return info.read({ConfigDocument::parse(keys, directory.path()).root(), regions, 3600.0});
}

}  // namespace

TEST_CASE("every modulation stands in a table of bandwidths or of prices", "[worlds]") {
  for (const ModulationInfo& info : modulations()) {
    CAPTURE(info.name);
    CHECK((info.section() == "network" || info.section() == "price"));
    CHECK(std::string(info.section()) + "." + std::string(info.key()) == info.name);
  }
}

TEST_CASE("every modulation is off without its keys", "[worlds]") {
  for (const ModulationInfo& info : modulations()) {
    CAPTURE(info.name);
    CHECK(read(info, "") == nullptr);
  }
}

TEST_CASE("every modulation goes on piece by piece with its mean, the same again", "[worlds]") {
  const double local_hour = 2.0;
  const ModulationOwner owner = {{1, 0, 0, 0}, "purpose", "A", {&local_hour, 1}};
  for (const ModulationInfo& info : modulations()) {
    CAPTURE(info.name);
    const auto model = read(info, turned_on);
    REQUIRE(model);
    const auto modulation = model->make(owner);
    const auto again = model->make(owner);
    double now_s = 0.0;
    double sum = 0.0;
    while (now_s < 20000.0 * 3600.0) {
      const Modulation::Piece piece = modulation->next();
      REQUIRE(piece.until_s >= now_s);
      REQUIRE(std::isfinite(piece.factor));
      sum += piece.factor * (piece.until_s - now_s);
      now_s = piece.until_s;
      const Modulation::Piece same = again->next();
      REQUIRE(same.factor == piece.factor);
      REQUIRE(same.until_s == piece.until_s);
    }
    const Moments moments = model->moments(owner);
    CHECK(sum / now_s == Approx(moments.mean).margin(0.1));
    CHECK(moments.variance >= 0.0);
    CHECK(model->base_factor() > 0.0);
  }
}

}  // namespace bacelab
