#include "analysis/sensitivity/polynomial_chaos.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <utility>

#include "analysis/statistics/moments.hpp"
#include "core/errors.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_degree = 30;

/// The degrees of a term in each factor.
using Degrees = std::vector<std::uint8_t>;

/// All terms up to a total degree, the constant first, in ascending order of their total degree.
std::vector<Degrees> terms_up_to(std::size_t factors, std::size_t degree) {
  std::vector<Degrees> all = {Degrees(factors, 0)};
  std::size_t begin = 0;
  for (std::size_t total = 1; total <= degree; ++total) {
    const std::size_t end = all.size();
    for (std::size_t i = begin; i < end; ++i) {
      // Only factors from the last one on that the term has, so that each term is made once.
      std::size_t last = 0;
      for (std::size_t f = 0; f < factors; ++f) {
        if (all[i][f] > 0) last = f;
      }
      for (std::size_t f = last; f < factors; ++f) {
        Degrees next = all[i];
        ++next[f];
        all.push_back(std::move(next));
      }
    }
    begin = end;
  }
  return all;
}

/// How many they are; as many as fit if they are more.
std::size_t count_up_to(std::size_t factors, std::size_t degree) {
  double count = 1.0;
  for (std::size_t i = 1; i <= degree; ++i) {
    count *= static_cast<double>(factors + i) / static_cast<double>(i);
  }
  return count < 1e9 ? static_cast<std::size_t>(std::llround(count))
                     : std::numeric_limits<std::size_t>::max();
}

/// Legendre polynomials of degrees 0 to `degree` that are orthonormal on [0, 1].
std::vector<double> legendre(double place, std::size_t degree) {
  const double x = 2.0 * place - 1.0;
  std::vector<double> values = {1.0, x};
  for (std::size_t k = 1; k < degree; ++k) {
    const auto n = static_cast<double>(k);
    values.push_back(((2.0 * n + 1.0) * x * values[k] - n * values[k - 1]) / (n + 1.0));
  }
  values.resize(degree + 1);
  for (std::size_t k = 0; k <= degree; ++k) {
    values[k] *= std::sqrt(2.0 * static_cast<double>(k) + 1.0);
  }
  return values;
}

/// The columns of a least-squares problem: [term][point].
using Columns = std::vector<std::vector<double>>;

Columns columns_of(std::span<const double> points, std::size_t factors,
                   const std::vector<Degrees>& terms, std::size_t degree) {
  const std::size_t count = points.size() / factors;
  Columns columns(terms.size(), std::vector<double>(count, 1.0));
  for (std::size_t point = 0; point < count; ++point) {
    std::vector<std::vector<double>> of_factor;
    for (std::size_t f = 0; f < factors; ++f) {
      of_factor.push_back(legendre(points[point * factors + f], degree));
    }
    for (std::size_t term = 0; term < terms.size(); ++term) {
      for (std::size_t f = 0; f < factors; ++f) {
        columns[term][point] *= of_factor[f][terms[term][f]];
      }
    }
  }
  return columns;
}

double inner_product_of(std::span<const double> a, std::span<const double> b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

void subtract(std::vector<double>& from, double factor, std::span<const double> other) {
  for (std::size_t i = 0; i < from.size(); ++i) from[i] -= factor * other[i];
}

/// A least-squares fit: coefficients, residuals, and the leverage of each point.
struct Fit {
  std::vector<double> coefficients;
  std::vector<double> residuals;
  std::vector<double> leverages;
};

/// By Gram and Schmidt, each column twice, which makes the columns orthogonal to the last bits.
/// Nothing if they depend on each other.
std::optional<Fit> least_squares(Columns columns, std::span<const double> outputs) {
  const std::size_t terms = columns.size();
  Columns triangle(terms, std::vector<double>(terms, 0.0));  // [column][row]
  Fit fit;
  fit.residuals.assign(outputs.begin(), outputs.end());
  fit.leverages.assign(outputs.size(), 0.0);
  std::vector<double> right(terms);
  for (std::size_t j = 0; j < terms; ++j) {
    const double before = std::sqrt(inner_product_of(columns[j], columns[j]));
    for (int round = 0; round < 2; ++round) {
      for (std::size_t i = 0; i < j; ++i) {
        const double along = inner_product_of(columns[i], columns[j]);
        triangle[j][i] += along;
        subtract(columns[j], along, columns[i]);
      }
    }
    const double norm = std::sqrt(inner_product_of(columns[j], columns[j]));
    if (!(norm > 1e-10 * before)) return std::nullopt;
    triangle[j][j] = norm;
    for (double& value : columns[j]) value /= norm;
    right[j] = inner_product_of(columns[j], fit.residuals);
    subtract(fit.residuals, right[j], columns[j]);
    for (std::size_t point = 0; point < outputs.size(); ++point) {
      fit.leverages[point] += columns[j][point] * columns[j][point];
    }
  }
  fit.coefficients.resize(terms);
  for (std::size_t j = terms; j-- > 0;) {
    double value = right[j];
    for (std::size_t k = j + 1; k < terms; ++k) value -= triangle[k][j] * fit.coefficients[k];
    fit.coefficients[j] = value / triangle[j][j];
  }
  return fit;
}

double leave_one_out(const Fit& fit, double variance) {
  CompensatedSum sum;
  for (std::size_t point = 0; point < fit.residuals.size(); ++point) {
    const double left = 1.0 - fit.leverages[point];
    if (!(left > 1e-9)) return std::numeric_limits<double>::infinity();
    const double off = fit.residuals[point] / left;
    sum.add(off * off);
  }
  return sum.divided_by(static_cast<double>(fit.residuals.size())) / variance;
}

PolynomialChaos expansion_of(const std::vector<Degrees>& terms, const Fit& fit,
                             std::size_t factors) {
  PolynomialChaos chaos;
  chaos.terms = terms.size();
  chaos.mean = fit.coefficients.front();
  chaos.first.assign(factors, 0.0);
  chaos.total.assign(factors, 0.0);
  for (std::size_t term = 1; term < terms.size(); ++term) {
    const double square = fit.coefficients[term] * fit.coefficients[term];
    chaos.variance += square;
    std::size_t with = 0;
    std::size_t only = 0;
    for (std::size_t f = 0; f < factors; ++f) {
      if (terms[term][f] == 0) continue;
      chaos.total[f] += square;
      ++with;
      only = f;
    }
    if (with == 1) chaos.first[only] += square;
  }
  if (!(chaos.variance > 0.0)) return chaos;
  for (double& index : chaos.first) index /= chaos.variance;
  for (double& index : chaos.total) index /= chaos.variance;
  return chaos;
}

void require_valid(std::span<const double> points, std::span<const double> outputs,
                   std::size_t factors) {
  require_finite(outputs, "output");
  if (factors == 0 || points.size() != outputs.size() * factors) {
    throw std::invalid_argument("each point of an emulator has a place for each factor");
  }
  for (const double place : points) {
    if (!(place >= 0.0 && place <= 1.0)) {
      throw std::invalid_argument("places of points are numbers from 0 to 1");
    }
  }
}

}  // namespace

PolynomialChaos polynomial_chaos(std::span<const double> points, std::span<const double> outputs,
                                 std::size_t factors) {
  require_valid(points, outputs, factors);
  const std::size_t most = std::min(most_chaos_terms, outputs.size() / 2);
  if (count_up_to(factors, 1) > most) {
    throw InputError(fmt::format("--emulator: {} points are too few for {} factors; {} are needed",
                                 outputs.size(), factors, 2 * count_up_to(factors, 1)));
  }
  const double variance = sample_variance(outputs);
  if (!(variance > 0.0)) {
    throw InputError(
        fmt::format("all outputs are equal ({}): there is no variance to divide", outputs.front()));
  }
  PolynomialChaos best;
  best.leave_one_out = std::numeric_limits<double>::infinity();
  for (std::size_t degree = 1; degree <= most_degree && count_up_to(factors, degree) <= most;
       ++degree) {
    const auto terms = terms_up_to(factors, degree);
    const auto fit = least_squares(columns_of(points, factors, terms, degree), outputs);
    if (!fit) break;
    const double error = leave_one_out(*fit, variance);
    if (!(error < best.leave_one_out)) continue;
    best = expansion_of(terms, *fit, factors);
    best.degree = degree;
    best.leave_one_out = error;
  }
  if (best.terms == 0) {
    throw InputError("--emulator: the points do not determine a polynomial of degree 1");
  }
  return best;
}

}  // namespace bacelab
