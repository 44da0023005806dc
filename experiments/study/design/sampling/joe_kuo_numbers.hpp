#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace bacelab {

/// The parameters of one dimension of a Sobol sequence.
struct JoeKuoNumbers {
  std::size_t degree;                     ///< s of the primitive polynomial
  std::uint32_t coefficients;             ///< a_1 ... a_(s-1) of it, a_1 in the highest bit
  std::array<std::uint32_t, 10> initial;  ///< m_1 ... m_s; the rest is 0
};

/// The dimensions 2 to 128 of new-joe-kuo-6.21201 (S. Joe and F. Y. Kuo, Constructing Sobol
/// sequences with better two-dimensional projections, SIAM J. Sci. Comput. 30, 2635-2654, 2008).
std::span<const JoeKuoNumbers> joe_kuo_numbers();

}  // namespace bacelab
