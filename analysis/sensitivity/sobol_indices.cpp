#include "analysis/sensitivity/sobol_indices.hpp"

#include <cmath>
#include <stdexcept>
#include <string>

#include "analysis/statistics/bootstrap.hpp"
#include "analysis/statistics/intervals.hpp"
#include "analysis/statistics/moments.hpp"

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

/// Calls `visit` for each array of a scramble.
template <class Values, class Visit>
void for_each_block(Values& values, const Visit& visit) {
  visit(values.a);
  visit(values.b);
  for (auto& block : values.ab) visit(block);
  for (auto& block : values.ba) visit(block);
}

void require_same_design(const SaltelliValues& values, const SaltelliValues& first) {
  const std::size_t rows = values.a.size();
  if (values.ab.size() != first.ab.size() || values.ba.size() != first.ba.size() ||
      first.ab.empty() || (!values.ba.empty() && values.ba.size() != values.ab.size())) {
    throw std::invalid_argument("all scrambles of a Saltelli design have the same blocks");
  }
  for_each_block(values, [&](const std::vector<double>& block) {
    require_finite(block, "output");
    if (block.size() != rows) {
      throw std::invalid_argument("all blocks of a scramble have the same rows");
    }
  });
}

void require_valid(std::span<const SaltelliValues> outputs, std::span<const SaltelliValues> noise) {
  if (outputs.empty()) throw std::invalid_argument("sensitivity indices need a scramble");
  if (!noise.empty() && noise.size() != outputs.size()) {
    throw std::invalid_argument("noise is known for all scrambles or for none");
  }
  std::size_t rows = 0;
  for (std::size_t k = 0; k < outputs.size(); ++k) {
    require_same_design(outputs[k], outputs.front());
    if (outputs[k].a.empty()) throw std::invalid_argument("a scramble has no rows");
    rows += outputs[k].a.size();
    if (noise.empty()) continue;
    require_same_design(noise[k], outputs.front());
    if (noise[k].a.size() != outputs[k].a.size()) {
      throw std::invalid_argument("noise is known for all rows or for none");
    }
  }
  if (rows < 2) throw std::invalid_argument("sensitivity indices need at least two rows");
}

/// The mean over A and B of all scrambles.
double mean_over_design(std::span<const SaltelliValues> values) {
  CompensatedSum sum;
  double count = 0.0;
  for (const SaltelliValues& scramble : values) {
    for (const double value : scramble.a) sum.add(value);
    for (const double value : scramble.b) sum.add(value);
    count += 2.0 * static_cast<double>(scramble.a.size());
  }
  return sum.divided_by(count);
}

/// No noise, in the shape of these values.
SaltelliValues silence(SaltelliValues values) {
  for_each_block(values, [](std::vector<double>& block) { block.assign(block.size(), 0.0); });
  return values;
}

void append_terms(SaltelliTerms& terms, const SaltelliValues& f, const SaltelliValues& noise) {
  const double c = terms.mean;
  const std::size_t rows = f.a.size();
  const std::size_t factors = f.ab.size();
  for (std::size_t row = 0; row < rows; ++row) {
    const double a = f.a[row] - c;
    const double b = f.b[row] - c;
    terms.variance.push_back((a * a + b * b - noise.a[row] - noise.b[row]) / 2.0);
    for (std::size_t i = 0; i < factors; ++i) {
      const double step = f.ab[i][row] - f.a[row];
      terms.first[i].push_back(b * step);
      terms.total[i].push_back((step * step - noise.a[row] - noise.ab[i][row]) / 2.0);
    }
    std::size_t pair = 0;
    for (std::size_t i = 0; i < f.ba.size(); ++i) {
      for (std::size_t j = i + 1; j < factors; ++j) {
        const double together = (f.ba[i][row] - c) * (f.ab[j][row] - c) - a * b;
        terms.second[pair++].push_back(together - terms.first[i].back() - terms.first[j].back());
      }
    }
  }
  terms.begins.push_back(terms.variance.size());
}

/// V of each row of a scramble from pairs of points that are independent.
void replace_variances(SaltelliTerms& terms, std::size_t first, const SaltelliValues& f) {
  const auto half_square = [](double x, double y) { return (x - y) * (x - y) / 2.0; };
  for (std::size_t row = 0; row < f.a.size(); ++row) {
    double sum = half_square(f.a[row], f.b[row]);
    for (std::size_t i = 0; i < f.ba.size(); ++i) {
      sum += half_square(f.ab[i][row], f.ba[i][row]);
    }
    terms.variance[first + row] = sum / (1.0 + static_cast<double>(f.ba.size()));
  }
}

/// Room for the terms of all rows of such outputs.
SaltelliTerms no_terms(std::span<const SaltelliValues> outputs) {
  const std::size_t factors = outputs.front().ab.size();
  SaltelliTerms terms;
  terms.first.resize(factors);
  terms.total.resize(factors);
  if (!outputs.front().ba.empty()) terms.second.resize(factors * (factors - 1) / 2);
  terms.begins = {0};
  return terms;
}

/// Adds the products of one scramble, about a centre.
void append_products(SaltelliTerms& terms, const SaltelliValues& f) {
  const std::size_t first = terms.variance.size();
  append_terms(terms, f, silence(f));
  replace_variances(terms, first, f);
}

/// Subtracts a multiple of other terms of the same shape.
void subtract(SaltelliTerms& terms, const SaltelliTerms& other, double factor) {
  const auto from = [&](std::vector<double>& left, const std::vector<double>& right) {
    for (std::size_t row = 0; row < left.size(); ++row) left[row] -= factor * right[row];
  };
  from(terms.variance, other.variance);
  for (std::size_t i = 0; i < terms.first.size(); ++i) from(terms.first[i], other.first[i]);
  for (std::size_t i = 0; i < terms.total.size(); ++i) from(terms.total[i], other.total[i]);
  for (std::size_t i = 0; i < terms.second.size(); ++i) from(terms.second[i], other.second[i]);
}

/// The products of the deviations of one replication. The mean over the design, about which
/// products are taken, deviates with each scramble by its part of all rows.
SaltelliTerms products_of(std::span<const SaltelliValues> deviations, std::size_t rows) {
  SaltelliTerms terms = no_terms(deviations);
  for (std::size_t k = 0; k < deviations.size(); ++k) {
    const double part = static_cast<double>(deviations[k].a.size()) / static_cast<double>(rows);
    terms.mean = mean_over_design(deviations.subspan(k, 1)) * part;
    append_products(terms, deviations[k]);
  }
  return terms;
}

SobolIndices indices_of(const SaltelliTerms& terms, const SobolSettings& settings) {
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
  indices.scrambles = terms.begins.size() - 1;
  indices.rows = terms.variance.size();
  return indices;
}

}  // namespace

SobolIndices sobol_indices(std::span<const SaltelliValues> outputs,
                           std::span<const SaltelliValues> noise, const SobolSettings& settings) {
  require_confidence(settings.confidence);
  return indices_of(saltelli_terms(outputs, noise), settings);
}

SobolIndices sobol_indices_in_shared_worlds(std::span<const SaltelliValues> outputs,
                                            const SaltelliDeviations& deviations,
                                            double confidence) {
  require_confidence(confidence);
  require_valid(outputs, {});
  SaltelliTerms terms = no_terms(outputs);
  terms.mean = mean_over_design(outputs);
  for (const SaltelliValues& scramble : outputs) append_products(terms, scramble);
  const auto n = static_cast<double>(deviations.size());
  for (const auto& of_replication : deviations) {
    require_valid(outputs, of_replication);
    const SaltelliTerms noise = products_of(of_replication, terms.variance.size());
    subtract(terms, noise, 1.0 / (n * (n - 1.0)));
    terms.noise += sample_mean(noise.variance) / (n * (n - 1.0));
  }
  return indices_of(terms, {.confidence = confidence});
}

SaltelliTerms saltelli_terms(std::span<const SaltelliValues> outputs,
                             std::span<const SaltelliValues> noise) {
  require_valid(outputs, noise);
  SaltelliTerms terms = no_terms(outputs);
  terms.mean = mean_over_design(outputs);
  if (!noise.empty()) terms.noise = mean_over_design(noise);
  for (std::size_t k = 0; k < outputs.size(); ++k) {
    append_terms(terms, outputs[k], noise.empty() ? silence(outputs[k]) : noise[k]);
  }
  // The mean was taken of the same values, so squares about it are too small by this factor, and
  // by the noise that the mean has itself. Both are negligible but for tiny designs.
  const double values = 2.0 * static_cast<double>(terms.variance.size());
  for (double& term : terms.variance) term *= values / (values - 1.0);
  return terms;
}

}  // namespace bacelab
