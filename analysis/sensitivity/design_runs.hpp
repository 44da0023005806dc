#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "analysis/sensitivity/output_expression.hpp"
#include "analysis/statistics/bootstrap.hpp"
#include "analysis/statistics/estimate.hpp"

namespace bacelab {

/// The runs from which an output is computed, at all points of a design.
struct DesignRuns {
  OutputForm form = OutputForm::mean;
  std::size_t replications = 0;
  std::vector<double> policy;    ///< [point * replications + replication]
  std::vector<double> baseline;  ///< the same; empty for a mean
};

/// An output from the means at a point. NaN if its denominator is not positive.
[[nodiscard]] double output_value(OutputForm form, double policy, double baseline);

/// Computes the outputs of all points for any weighting of the replications.
class OutputMaker {
 public:
  /// Throws std::invalid_argument for no replications, or columns of unequal or uneven length.
  explicit OutputMaker(const DesignRuns& runs);

  [[nodiscard]] std::size_t replications() const { return replications_; }

  /// The output at each point if replication r counts weights[r] times. Replications that are equal
  /// at a point give their value to the last bit.
  [[nodiscard]] std::vector<double> outputs(std::span<const double> weights) const;

 private:
  /// A column as deviations from the mean of each point.
  struct Centred {
    std::vector<double> means;
    std::vector<double> deviations;

    [[nodiscard]] double mean(std::size_t point, std::span<const double> weights,
                              double total) const;
  };
  static Centred centred(std::span<const double> column, std::size_t replications);

  OutputForm form_;
  std::size_t replications_;
  Centred policy_;
  Centred baseline_;
};

/// Measures of a design, such as all its indices, as a pure function of the outputs at its points;
/// several threads call it at once.
using DesignMeasures =
    std::function<std::vector<ValueOrReason<double>>(std::span<const double> outputs)>;

/// Intervals of measures over sets of worlds that all points of a design share: BCa bootstrap of
/// replications (bootstrap_interval.hpp). A resample takes the same replications at all points,
/// drawn as resampled_rows does; the jackknife leaves one out at all points.
///
/// One for each measure of the outputs of all replications; undefined if the measure is, or if it
/// is in a resample. Equal for any number of threads (TBB). Throws std::invalid_argument for fewer
/// than two replications, no resamples, or a confidence outside (0, 1).
[[nodiscard]] std::vector<ValueOrReason<Interval>> replication_intervals(
    const DesignRuns& runs, const DesignMeasures& measures, const Bootstrap& bootstrap,
    double confidence);

}  // namespace bacelab
