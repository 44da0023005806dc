#include "analysis/sensitivity/point_outputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/statistics/moments.hpp"
#include "core/errors.hpp"

namespace bacelab {
namespace {

/// Values that are read at once: 8 MiB of doubles.
constexpr std::size_t output_slab_values = std::size_t{1} << 20;

/// The runs of one point that an output is made of, by replication.
struct Runs {
  std::vector<double> policy;
  std::vector<double> baseline;  ///< empty for a mean
};

double value_of(OutputForm form, const Runs& runs) {
  const double policy = sample_mean(runs.policy);
  return output_value(form, policy, runs.baseline.empty() ? 0.0 : sample_mean(runs.baseline));
}

/// Each world's contribution to the value besides its mean, to first order (the delta method); its
/// variance over n is that of the value.
std::vector<double> residuals(OutputForm form, double value, const Runs& runs) {
  const double denominator = form == OutputForm::overhead    ? sample_mean(runs.policy)
                             : form == OutputForm::reduction ? sample_mean(runs.baseline)
                                                             : 1.0;
  std::vector<double> e(runs.policy.size());
  for (std::size_t i = 0; i < e.size(); ++i) {
    const double a = runs.policy[i];
    const double b = form == OutputForm::mean ? 0.0 : runs.baseline[i];
    switch (form) {
      case OutputForm::mean:
        e[i] = a - value;
        break;
      case OutputForm::difference:
        e[i] = b - a - value;
        break;
      case OutputForm::overhead:
        e[i] = (b - a - value * a) / denominator;
        break;
      case OutputForm::reduction:
        e[i] = (b - a - value * b) / denominator;
        break;
    }
  }
  return e;
}

/// The noise of all points, and how much of it those of a group share.
class Noise {
 public:
  explicit Noise(std::size_t replications) : sums_(replications) {}

  /// Adds a point; the variance of its value.
  double add(const std::vector<double>& e) {
    const double variance = sample_variance(e);
    ++points_;
    variances_.add(variance);
    for (std::size_t i = 0; i < e.size(); ++i) sums_[i].add(e[i]);
    return variance / static_cast<double>(e.size());
  }

  /// Begins another group.
  void end_group() {
    if (points_ >= 2) {
      const auto points = static_cast<double>(points_);
      const double n_minus_1 = static_cast<double>(sums_.size()) - 1.0;
      CompensatedSum shared;
      for (const CompensatedSum& sum : sums_) {
        const double mean = sum.total() / points;
        shared.add(mean * mean);
      }
      const double all = variances_.total() * n_minus_1;
      separate_.add(std::max(0.0, all - points * shared.total()));
      freedom_ += (points - 1.0) * n_minus_1;
    }
    *this = Noise(sums_.size(), separate_, freedom_);
  }

  /// The variance of values by what points of a group don't share, of all groups that were ended:
  /// the interaction of point and replication in two-way tables without repetition.
  [[nodiscard]] double separate() const {
    if (freedom_ == 0.0) return 0.0;
    return separate_.total() / (freedom_ * static_cast<double>(sums_.size()));
  }

 private:
  Noise(std::size_t replications, CompensatedSum separate, double freedom)
      : sums_(replications), separate_(separate), freedom_(freedom) {}

  std::size_t points_ = 0;
  CompensatedSum variances_;
  std::vector<CompensatedSum> sums_;  ///< [replication], over the points
  CompensatedSum separate_;           ///< sum of squares
  double freedom_ = 0.0;              ///< its degrees of freedom
};

/// The replications that the output has at all points: a precision target may have ended some
/// earlier, or dropped a policy.
std::size_t common_replications(const ResultsFile& file, const OutputExpression& output) {
  std::size_t replications = file.replications();
  for (std::size_t point = 0; point < file.points(); ++point) {
    for (const std::string& policy : {output.policy, output.baseline}) {
      if (policy.empty()) continue;
      replications = std::min(replications, file.replications_run(point, policy));
    }
  }
  return replications;
}

/// Reads the runs of point after point.
class RunReader {
 public:
  RunReader(const ResultsFile& file, const OutputExpression& output, std::size_t replications)
      : file_(file),
        study_(file.description().box()),
        replications_(replications),
        metric_(output.metric),
        policies_({output.policy}),
        slab_points_(std::max<std::size_t>(1, output_slab_values / study_.runs_of(replications))) {
    if (!output.baseline.empty()) policies_.push_back(output.baseline);
    for (const std::string& policy : policies_) indices_.emplace_back(file.policy_index(policy));
  }

  /// Reads the point; points come in ascending order.
  void move_to(std::size_t point) {
    point_ = point;
    if (point >= box_.first_point && point < box_.first_point + box_.points) return;
    box_ = {.first_point = point,
            .points = std::min(slab_points_, file_.points() - point),
            .first_replication = 0,
            .replications = replications_};
    values_ = file_.metric_values(metric_, box_);
    statuses_ = file_.status_values(box_);
  }

  /// The first run that is incomplete or has no value, as a text; empty if there is none.
  [[nodiscard]] std::string incomplete() const {
    for (std::size_t replication = 0; replication < replications_; ++replication) {
      for (std::size_t i = 0; i < indices_.size(); ++i) {
        const std::size_t run = index(replication, i);
        const RunStatus status = statuses_[run];
        if (status == RunStatus::done && std::isfinite(values_[run])) continue;
        return fmt::format("replication {} under {} at point {} ({})", replication, policies_[i],
                           point_,
                           status == RunStatus::done
                               ? fmt::format("{} is {}", metric_, values_[run])
                               : std::string(run_status_names[static_cast<std::size_t>(status)]));
      }
    }
    return {};
  }

  [[nodiscard]] Runs runs() const {
    Runs runs = {column(0), {}};
    if (indices_.size() > 1) runs.baseline = column(1);
    return runs;
  }

 private:
  [[nodiscard]] std::size_t index(std::size_t replication, std::size_t column) const {
    const std::size_t row = box_.row({PointIndex(point_), ReplicationIndex(replication)});
    return study_.run(row, indices_[column]);
  }
  [[nodiscard]] std::vector<double> column(std::size_t which) const {
    std::vector<double> values(replications_);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = values_[index(i, which)];
    return values;
  }

  const ResultsFile& file_;
  StudyBox study_;
  std::size_t replications_;
  std::string metric_;
  std::vector<std::string> policies_;
  std::vector<PolicyIndex> indices_;
  std::size_t slab_points_;
  std::size_t point_ = 0;
  WorldBox box_;
  std::vector<double> values_;
  std::vector<RunStatus> statuses_;
};

void require_denominator(const ResultsFile& file, const OutputExpression& output, std::size_t point,
                         const Runs& runs) {
  const bool of_policy = output.form == OutputForm::overhead;
  if (!of_policy && output.form != OutputForm::reduction) return;
  const double mean = sample_mean(of_policy ? runs.policy : runs.baseline);
  if (mean > 0.0) return;
  throw InputError(fmt::format(
      "{}: {} has no value at point {}: the mean of {} under {} is {}; difference({}, ...) has one",
      file.path().string(), text_of(output), point, output.metric,
      of_policy ? output.policy : output.baseline, mean, output.metric));
}

DesignRuns no_runs(const ResultsFile& file, const OutputExpression& output,
                   std::size_t replications) {
  DesignRuns runs = {output.form, replications, {}, {}};
  runs.policy.assign(StudyBox(file.points(), replications, 1).runs(), 0.0);
  if (!output.baseline.empty()) runs.baseline = runs.policy;
  return runs;
}

/// Puts the runs of a point, which are those of one policy or two, in their place.
void put(DesignRuns& all, std::size_t points, std::size_t point, const Runs& runs) {
  const StudyBox of_policy = {points, all.replications, 1};
  const auto place = static_cast<std::ptrdiff_t>(of_policy.worlds_of(PointIndex(point)).first);
  std::copy(runs.policy.begin(), runs.policy.end(), all.policy.begin() + place);
  std::copy(runs.baseline.begin(), runs.baseline.end(), all.baseline.begin() + place);
}

}  // namespace

PointOutputs point_outputs(const ResultsFile& file, const OutputExpression& output,
                           Incomplete incomplete, Kept kept, std::span<const std::int64_t> groups) {
  const bool is_relative =
      output.form == OutputForm::overhead || output.form == OutputForm::reduction;
  PointOutputs result;
  result.unit = is_relative ? "1" : file.metric(output.metric).units;
  result.replications = common_replications(file, output);
  result.values.assign(file.points(), 0.0);
  result.complete.assign(file.points(), 1);
  const bool has_noise = result.replications > 1;
  if (has_noise) result.noise.assign(file.points(), 0.0);
  if (kept == Kept::runs) result.runs = no_runs(file, output, result.replications);
  if (kept == Kept::deviations && has_noise) {
    result.deviations.assign(StudyBox(file.points(), result.replications, 1).runs(), 0.0);
  }
  Noise noise(result.replications);
  RunReader reader(file, output, result.replications);
  for (std::size_t point = 0; point < file.points(); ++point) {
    reader.move_to(point);
    if (!groups.empty() && point > 0 && groups[point] != groups[point - 1]) noise.end_group();
    if (const std::string run = reader.incomplete(); !run.empty()) {
      if (incomplete == Incomplete::refuse) {
        throw InputError(
            fmt::format("{}: incomplete run: {}; --drop-incomplete leaves out all "
                        "points that belong together with its own",
                        file.path().string(), run));
      }
      result.complete[point] = 0;
      continue;
    }
    const Runs runs = reader.runs();
    require_denominator(file, output, point, runs);
    result.values[point] = value_of(output.form, runs);
    if (result.runs) put(*result.runs, file.points(), point, runs);
    if (!has_noise) continue;
    const std::vector<double> e = residuals(output.form, result.values[point], runs);
    result.noise[point] = noise.add(e);
    if (result.deviations.empty()) continue;
    std::copy(e.begin(), e.end(),
              result.deviations.begin() + static_cast<std::ptrdiff_t>(point * e.size()));
  }
  noise.end_group();
  if (has_noise) result.separate_noise = noise.separate();
  return result;
}

}  // namespace bacelab
