#pragma once

#include <iosfwd>

#include "analysis/sensitivity/sensitivity.hpp"

namespace bacelab {

/// Writes a heading and a tidy row for each measure of each factor (or pair of factors), to full
/// precision: measures are first, total and second, or mu, mu_star and sigma. What is missing is an
/// empty field, explained in `reason`.
void write_csv(std::ostream& out, const Sensitivity& sensitivity);

}  // namespace bacelab
