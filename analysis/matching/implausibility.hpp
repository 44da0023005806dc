#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "analysis/matching/emulator.hpp"
#include "analysis/matching/targets.hpp"

namespace bacelab {

/// When a point is ruled out.
struct Cut {
  double implausibility = 3.0;
  std::size_t misses = 1;  ///< targets that a point may miss and not be ruled out
};

/// How far a value is from what was published, in standard deviations: its distance to the range
/// over the root of `variance`, of the value, and of the squares of tolerance and discrepancy.
/// (Craig, Goldstein, Seheult and Smith 1997; Vernon, Goldstein and Bower 2010.)
[[nodiscard]] double implausibility(const Target& target, double value, double variance);

/// The implausibility that decides about a point: the largest of its targets without the `misses`
/// largest. Throws std::invalid_argument if there are no more targets than that.
[[nodiscard]] double deciding(std::span<const double> implausibilities, std::size_t misses);

/// What that is, in words: "the second largest over the targets".
[[nodiscard]] std::string deciding_text(const Cut& cut);

/// What emulators say of a place.
struct Judgement {
  std::vector<double> targets;  ///< the implausibility of each: of its worst output, by the
                                ///< emulators that find it most implausible
  double deciding = 0.0;        ///< the largest over the emulators, of which each may rule it out
};

/// The judgement of the emulators of one or more files.
[[nodiscard]] Judgement judged(std::span<const Emulators> emulators,
                               std::span<const TargetOutput> figures, const Cut& cut,
                               std::span<const double> place);

}  // namespace bacelab
