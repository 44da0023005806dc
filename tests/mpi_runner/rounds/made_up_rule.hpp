#pragma once

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "mpi_runner/stopping/stopping_rule.hpp"

namespace bacelab::testing {

/// A rule that asks one number of each world, and is content when their sum reaches `enough`.
class SumRule final : public StoppingRule {
 public:
  explicit SumRule(double enough, double expected = 0.0) : enough_(enough), expected_(expected) {}

  [[nodiscard]] const std::vector<RunValue>& values() const override { return values_; }
  [[nodiscard]] const std::vector<std::string>& comparisons() const override { return names_; }
  [[nodiscard]] std::size_t minimum() const override { return 30; }
  [[nodiscard]] std::size_t step() const override { return 10; }
  [[nodiscard]] std::unique_ptr<PointRule> begin() const override {
    return std::make_unique<Point>(enough_, expected_);
  }

 private:
  class Point final : public PointRule {
   public:
    Point(double enough, double expected) : enough_(enough), expected_(expected) {}
    void add(std::span<const double> values) override {
      if (!std::isnan(values[0])) sum_ += values[0];
      ++count_;
    }
    [[nodiscard]] Look look() const override {
      return {sum_ >= enough_, count_ % 20 == 0 ? 1U : 0U, enough_ - sum_, expected_};
    }

   private:
    double enough_;
    double expected_;
    double sum_ = 0.0;
    std::size_t count_ = 0;
  };

  double enough_;
  double expected_;
  std::vector<RunValue> values_ = {{0, 0}};
  std::vector<std::string> names_ = {"at odd tens", "at even tens"};
};

}  // namespace bacelab::testing
