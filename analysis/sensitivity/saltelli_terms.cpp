#include "analysis/sensitivity/saltelli_terms.hpp"

#include <stdexcept>

#include "analysis/statistics/compensated_sum.hpp"
#include "analysis/statistics/sample_checks.hpp"

namespace bacelab {
namespace {

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

}  // namespace

SaltelliTerms saltelli_terms(std::span<const SaltelliValues> outputs,
                             std::span<const SaltelliValues> noise) {
  require_valid(outputs, noise);
  const std::size_t factors = outputs.front().ab.size();
  SaltelliTerms terms;
  terms.first.resize(factors);
  terms.total.resize(factors);
  if (!outputs.front().ba.empty()) terms.second.resize(factors * (factors - 1) / 2);
  terms.begins = {0};
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
