#include "analysis/matching/emulator.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "experiments/arithmetic/elementary.hpp"

namespace bacelab {

std::vector<TargetOutput> target_outputs_of(std::span<const Target> targets) {
  std::vector<TargetOutput> figures;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    for (const OutputExpression& output : targets[i].outputs) {
      figures.push_back({&targets[i], i, &output});
    }
  }
  return figures;
}

namespace {

constexpr std::array<double, 7> lambdas = {1e-4, 1e-3, 1e-2, 0.1, 1.0, 10.0, 100.0};

/// A number in a scale, and how fast it changes there with the number.
struct Scaled {
  double value = 0.0;
  double slope = 1.0;
};

Scaled to_scale(FigureScale scale, double y) {
  switch (scale) {
    case FigureScale::log:
      return {arithmetic::log(y), 1.0 / y};
    case FigureScale::log_ratio:
      return {arithmetic::log(1.0 + y), 1.0 / (1.0 + y)};
    case FigureScale::log_saving:
      return {-arithmetic::log(1.0 - y), 1.0 / (1.0 - y)};
    case FigureScale::linear:
      break;
  }
  return {y, 1.0};
}

/// The number, and how fast it changes with its place in the scale.
Scaled from_scale(FigureScale scale, double value) {
  // No simulated ratio is as large; a polynomial far outside its samples may be.
  const double bounded = std::clamp(value, -100.0, 100.0);
  switch (scale) {
    case FigureScale::log:
      return {arithmetic::exp(bounded), arithmetic::exp(bounded)};
    case FigureScale::log_ratio:
      return {arithmetic::exp(bounded) - 1.0, arithmetic::exp(bounded)};
    case FigureScale::log_saving:
      return {1.0 - arithmetic::exp(-bounded), arithmetic::exp(-bounded)};
    case FigureScale::linear:
      break;
  }
  return {value, 1.0};
}

FigureScale wanted_scale(const TargetOutput& figure) {
  if (figure.target->contrast == CaseContrast::difference) return FigureScale::linear;
  if (figure.target->contrast == CaseContrast::ratio) return FigureScale::log_ratio;
  switch (figure.output->form) {
    case OutputForm::mean:
      return FigureScale::log;
    case OutputForm::overhead:
      return FigureScale::log_ratio;
    case OutputForm::reduction:
      return FigureScale::log_saving;
    case OutputForm::difference:
      break;
  }
  return FigureScale::linear;
}

/// The scale of a figure, unless a value has no place there.
FigureScale scale_of(const TargetOutput& figure, const FigureValues& values,
                     std::span<const std::size_t> samples) {
  const FigureScale scale = wanted_scale(figure);
  const bool fits = std::all_of(samples.begin(), samples.end(), [&](std::size_t sample) {
    const double y = values.values[sample];
    return scale == FigureScale::log         ? y > 0.0
           : scale == FigureScale::log_ratio ? y > -1.0
                                             : scale != FigureScale::log_saving || y < 1.0;
  });
  return fits ? scale : FigureScale::linear;
}

std::vector<std::size_t> complete_samples(std::size_t count,
                                          std::span<const FigureValues> figures) {
  std::vector<std::size_t> samples;
  for (std::size_t sample = 0; sample < count; ++sample) {
    const bool complete =
        std::all_of(figures.begin(), figures.end(),
                    [&](const FigureValues& figure) { return figure.complete[sample] != 0; });
    if (complete) samples.push_back(sample);
  }
  return samples;
}

std::vector<double> rows_of(const Basis& basis, const Places& places,
                            std::span<const std::size_t> samples) {
  std::vector<double> rows(samples.size() * basis.size());
  for (std::size_t i = 0; i < samples.size(); ++i) {
    basis.evaluate(places.at(samples[i]), std::span(rows).subspan(i * basis.size(), basis.size()));
  }
  return rows;
}

/// Predictions of each sample by all others: squared residuals in units of the variance of a row,
/// as the matrix weighs them, and what they are worth.
struct LeftOut {
  double sigma2 = 0.0;
  double score = 0.0;           ///< mean log variance of a prediction; small is good
  double mean_square = 0.0;     ///< of the residuals
  std::vector<double> squares;  ///< standardised residuals, squared
};

LeftOut left_out(const RidgeMatrix& matrix, std::span<const double> rows, std::size_t columns,
                 std::span<const double> weights, std::span<const double> y) {
  LeftOut result;
  double logs = 0.0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    double residual = y[i];
    for (std::size_t k = 0; k < columns; ++k) residual -= weights[k] * rows[i * columns + k];
    const double rest = std::max(1.0 - matrix.leverages()[i], 1e-9);
    result.squares.push_back(residual * residual / rest);
    result.mean_square += residual * residual / (rest * rest);
    logs -= arithmetic::log(rest);
  }
  const auto n = static_cast<double>(y.size());
  for (const double square : result.squares) result.sigma2 += square / n;
  result.mean_square /= n;
  constexpr double smallest = std::numeric_limits<double>::min();
  result.score = arithmetic::log(std::max(result.sigma2, smallest)) + logs / n;
  for (double& square : result.squares) square /= std::max(result.sigma2, smallest);
  return result;
}

double variance_of(std::span<const double> y) {
  double mean = 0.0;
  for (const double value : y) mean += value / static_cast<double>(y.size());
  double sum = 0.0;
  for (const double value : y) sum += (value - mean) * (value - mean);
  return sum / static_cast<double>(y.size());
}

EmulatorCheck check_of(const LeftOut& result, std::span<const double> y) {
  const double variance = variance_of(y);
  const auto beyond = std::count_if(result.squares.begin(), result.squares.end(),
                                    [](double square) { return square > 9.0; });
  return {variance > 0.0 ? 1.0 - result.mean_square / variance : 1.0,
          static_cast<double>(beyond) / static_cast<double>(y.size())};
}

}  // namespace

Emulators::Emulators(std::span<const SpaceAxis> space, const Places& places,
                     std::span<const TargetOutput> figures, std::span<const FigureValues> values)
    : basis_(space), used_(lambdas.size(), 0) {
  const std::vector<std::size_t> samples = complete_samples(places.count(), values);
  if (samples.size() < 2) throw std::invalid_argument("an emulator needs two samples");
  rows_ = rows_of(basis_, places, samples);
  for (const double lambda : lambdas) matrices_.emplace_back(rows_, basis_.penalties(), lambda);
  weights_.resize(basis_.size() * figures.size());
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const auto [fit, weights] = fitted(figures[i], values[i], samples);
    fits_.push_back(fit);
    used_[fit.matrix] = 1;
    for (std::size_t k = 0; k < weights.size(); ++k) weights_[k * figures.size() + i] = weights[k];
  }
}

Emulators::WeightedFit Emulators::fitted(const TargetOutput& figure, const FigureValues& values,
                                         std::span<const std::size_t> samples) {
  WeightedFit result;
  Fit& fit = result.fit;
  fit.scale = scale_of(figure, values, samples);
  const double worlds = static_cast<double>(values.worlds);
  const double published = figure.target->worlds ? worlds / *figure.target->worlds : 0.0;
  std::vector<double> y;
  for (const std::size_t sample : samples) {
    const Scaled scaled = to_scale(fit.scale, values.values[sample]);
    y.push_back(scaled.value);
    fit.noise += scaled.slope * scaled.slope * values.variance[sample] * (1.0 + published) /
                 static_cast<double>(samples.size());
  }
  LeftOut best;
  for (std::size_t i = 0; i < matrices_.size(); ++i) {
    std::vector<double> weights = matrices_[i].weights(y);
    LeftOut tried = left_out(matrices_[i], rows_, basis_.size(), weights, y);
    if (i > 0 && tried.score >= best.score) continue;
    best = std::move(tried);
    fit.matrix = i;
    result.weights = std::move(weights);
  }
  fit.sigma2 = best.sigma2;
  checks_.push_back(check_of(best, y));
  return result;
}

void Emulators::predict(std::span<const double> place, std::span<EmulatedValue> predictions) const {
  std::vector<double> x(basis_.size());
  basis_.evaluate(place, x);
  std::array<double, lambdas.size()> spreads{};
  for (std::size_t i = 0; i < matrices_.size(); ++i) {
    if (used_[i] != 0) spreads[i] = matrices_[i].spread(x);
  }
  // Figures side by side, none of whose sums waits for itself.
  std::vector<double> means(fits_.size(), 0.0);
  for (std::size_t k = 0; k < x.size(); ++k) {
    for (std::size_t i = 0; i < means.size(); ++i)
      means[i] += weights_[k * means.size() + i] * x[k];
  }
  for (std::size_t i = 0; i < fits_.size(); ++i) {
    const Fit& fit = fits_[i];
    const Scaled natural = from_scale(fit.scale, means[i]);
    const double variance = fit.sigma2 * (1.0 + spreads[fit.matrix]) + fit.noise;
    predictions[i] = {natural.value, natural.slope * natural.slope * variance};
  }
}

}  // namespace bacelab
