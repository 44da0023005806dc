#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace bacelab {

/// How a bootstrap resamples. Equal settings give equal numbers, whatever the number of threads.
struct Bootstrap {
  std::size_t resamples = 9999;
  std::uint64_t seed = 0;

  bool operator==(const Bootstrap&) const = default;
};

/// The rows of one resample: `rows` numbers of 0 .. rows - 1, drawn with replacement.
///
/// Row i is floor(u rows) with u = RandomStream({seed, resample}, "bootstrap").uniform(i): a pure
/// function of the seed, the number of the resample and the place in it.
[[nodiscard]] std::vector<std::size_t> resampled_rows(std::size_t rows, const Bootstrap& bootstrap,
                                                      std::size_t resample);

/// Means over resampled rows of columns that belong together (a row is a world, a column a
/// policy): [column][resample]. All columns are resampled by the same rows.
///
/// Resamples are computed in parallel (TBB), each from its own random numbers.
/// B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap", Chapman and Hall 1993.
/// Throws std::invalid_argument for no rows, unequal columns or a value that is not finite.
[[nodiscard]] std::vector<std::vector<double>> resampled_means(
    std::span<const std::span<const double>> columns, const Bootstrap& bootstrap);

}  // namespace bacelab
