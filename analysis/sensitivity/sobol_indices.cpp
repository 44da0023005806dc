#include "analysis/sensitivity/sobol_indices.hpp"

#include <cmath>
#include <string>

#include "analysis/sensitivity/saltelli_terms.hpp"
#include "analysis/statistics/bootstrap_interval.hpp"
#include "analysis/statistics/moments.hpp"
#include "analysis/statistics/sample_checks.hpp"
#include "analysis/statistics/student_t.hpp"

namespace bacelab {
namespace {

/// The means of a term over the rows of each scramble.
std::vector<double> scramble_means(std::span<const double> term,
                                   std::span<const std::size_t> begins) {
  std::vector<double> means;
  for (std::size_t k = 0; k + 1 < begins.size(); ++k) {
    means.push_back(sample_mean(term.subspan(begins[k], begins[k + 1] - begins[k])));
  }
  return means;
}

/// Makes the estimates of indices, ratios of the mean of a term over that of the variance.
class IndexEstimates {
 public:
  IndexEstimates(const SaltelliTerms& terms, const SobolSettings& settings)
      : terms_(terms),
        settings_(settings),
        variances_(scramble_means(terms.variance, terms.begins)),
        variance_(sample_mean(variances_)) {
    if (settings.interval == SobolInterval::rows) {
      resampled_variance_ = resampled_means(Columns{terms.variance}, settings.bootstrap).front();
    }
  }

  [[nodiscard]] double variance() const { return variance_; }

  [[nodiscard]] Estimate of(const std::vector<double>& term) const {
    if (const std::string reason = reason_against(); !reason.empty()) {
      return Estimate::undefined(reason);
    }
    return settings_.interval == SobolInterval::rows ? by_rows(term) : by_scrambles(term);
  }

 private:
  using Columns = std::vector<std::span<const double>>;

  [[nodiscard]] std::string reason_against() const {
    if (variance_ > 0.0) return {};
    return terms_.noise > 0.0 ? "the noise is as large as the variance over the design"
                              : "all outputs are equal";
  }

  [[nodiscard]] Estimate by_scrambles(std::span<const double> term) const {
    const std::vector<double> numerators = scramble_means(term, terms_.begins);
    const double index = sample_mean(numerators) / variance_;
    if (numerators.size() < 2) {
      return {index, Undefined{"one scramble shows no spread; two are needed"}};
    }
    std::vector<double> residuals(numerators.size());
    for (std::size_t k = 0; k < residuals.size(); ++k) {
      residuals[k] = numerators[k] - index * variances_[k];
    }
    const double error = standard_error_of_mean(residuals) / variance_;
    return {index, student_interval(index, error, residuals.size(), settings_.confidence)};
  }

  [[nodiscard]] Estimate by_rows(const std::vector<double>& term) const {
    const std::vector<double> numerators = resampled_means(Columns{term}, settings_.bootstrap)[0];
    const double index = sample_mean(term) / sample_mean(terms_.variance);
    std::vector<double> resampled(numerators.size());
    for (std::size_t i = 0; i < resampled.size(); ++i) {
      if (!(resampled_variance_[i] > 0.0)) {
        return {index, Undefined{"a resample of rows has no variance"}};
      }
      resampled[i] = numerators[i] / resampled_variance_[i];
    }
    return {index, bca_interval(index, resampled, left_out(term), settings_.confidence)};
  }

  /// The index with one row left out each.
  [[nodiscard]] std::vector<double> left_out(std::span<const double> term) const {
    const auto others = static_cast<double>(term.size()) - 1.0;
    const double numerator = sample_mean(term);
    const double denominator = sample_mean(terms_.variance);
    std::vector<double> values(term.size());
    for (std::size_t i = 0; i < term.size(); ++i) {
      values[i] = (numerator - (term[i] - numerator) / others) /
                  (denominator - (terms_.variance[i] - denominator) / others);
    }
    return values;
  }

  const SaltelliTerms& terms_;
  const SobolSettings& settings_;
  std::vector<double> variances_;
  double variance_;
  std::vector<double> resampled_variance_;
};

}  // namespace

SobolIndices sobol_indices(std::span<const SaltelliValues> outputs,
                           std::span<const SaltelliValues> noise, const SobolSettings& settings) {
  require_confidence(settings.confidence);
  const SaltelliTerms terms = saltelli_terms(outputs, noise);
  const IndexEstimates estimates(terms, settings);
  const std::size_t factors = terms.first.size();
  SobolIndices indices;
  for (const auto& term : terms.first) indices.first.push_back(estimates.of(term));
  for (const auto& term : terms.total) indices.total.push_back(estimates.of(term));
  if (!terms.second.empty()) {
    std::size_t pair = 0;
    for (std::size_t i = 0; i < factors; ++i) {
      for (std::size_t j = i + 1; j < factors; ++j) {
        indices.second.push_back({i, j, estimates.of(terms.second[pair++])});
      }
    }
  }
  indices.mean = terms.mean;
  indices.variance = estimates.variance();
  indices.noise = terms.noise;
  indices.scrambles = outputs.size();
  indices.rows = terms.variance.size();
  return indices;
}

}  // namespace bacelab
