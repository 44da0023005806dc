#pragma once

#include <cmath>
#include <memory>
#include <optional>
#include <stdexcept>
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
    Look look() override {
      return {sum_ >= enough_, count_ % 20 == 0 ? 1U : 0U, enough_ - sum_, expected_,
              StopReason::precision_reached};
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

/// A rule with one number of each of two policies: the second is left out after the first look,
/// and `enough` worlds are the end.
class DroppingRule final : public StoppingRule {
 public:
  DroppingRule(std::size_t first_look, std::size_t enough)
      : first_look_(first_look), enough_(enough) {}

  [[nodiscard]] const std::vector<RunValue>& values() const override { return values_; }
  [[nodiscard]] const std::vector<std::string>& comparisons() const override { return names_; }
  [[nodiscard]] bool drops_policies() const override { return true; }
  [[nodiscard]] std::size_t minimum() const override { return first_look_; }
  [[nodiscard]] std::size_t step() const override { return 10; }
  [[nodiscard]] std::unique_ptr<PointRule> begin() const override {
    return std::make_unique<Point>(enough_);
  }

 private:
  class Point final : public PointRule {
   public:
    explicit Point(std::size_t enough) : enough_(enough) {}
    void add(std::span<const double> values) override {
      if (!is_enough(values)) throw std::logic_error("a run is missing that is needed");
      ++count_;
    }
    Look look() override {
      if (dropped_from_ == 0) dropped_from_ = count_;
      return {count_ >= enough_, 0, 0.0, 0.0, StopReason::best_selected};
    }
    [[nodiscard]] bool is_enough(std::span<const double> values) const override {
      return values[0] != run_absent && (dropped_from_ > 0 || values[1] != run_absent);
    }
    [[nodiscard]] LeftOut left_out() const override {
      return dropped_from_ > 0 ? LeftOut{1} : LeftOut{};
    }
    [[nodiscard]] std::optional<PointSelection> selection() const override {
      const auto from = static_cast<std::int64_t>(dropped_from_);
      return PointSelection{
          "m",
          1.0,
          {{static_cast<std::int64_t>(count_), Verdict::selected}, {from, Verdict::worse}}};
    }

   private:
    std::size_t enough_;
    std::size_t count_ = 0;
    std::size_t dropped_from_ = 0;
  };

  std::size_t first_look_;
  std::size_t enough_;
  std::vector<RunValue> values_ = {{0, 0}, {1, 0}};
  std::vector<std::string> names_ = {"best in m"};
};

}  // namespace bacelab::testing
