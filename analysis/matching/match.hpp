#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "analysis/matching/emulator.hpp"
#include "analysis/matching/implausibility.hpp"
#include "analysis/matching/samples.hpp"
#include "analysis/matching/space.hpp"
#include "analysis/matching/targets.hpp"
#include "experiments/results/results_file.hpp"

namespace bacelab {

/// One output of a target in all samples.
struct FigureMatch {
  std::string text;       ///< "overhead(jct_mean, lcf, bace)"
  double smallest = 0.0;  ///< value over all samples
  double largest = 0.0;
  double nearest = 0.0;  ///< the value of the least implausible sample
  EmulatorCheck check;   ///< the worst of all files
};

/// What the samples say of a target.
struct TargetMatch {
  std::vector<FigureMatch> figures;
  std::size_t reached = 0;      ///< samples that are not implausible for it
  double least = 0.0;           ///< implausibility of a sample
  std::size_t nearest = 0;      ///< that sample
  double emulated_least = 0.0;  ///< the same at a place of the space
};

/// One sample of one file.
struct SampleMatch {
  std::size_t file = 0;
  std::size_t point = 0;                                  ///< the first of its points
  std::vector<std::variant<double, std::string>> values;  ///< of the factors, in their order
  std::vector<double> places;                             ///< on the axes
  std::vector<double> implausibilities;                   ///< of the targets
  double largest = 0.0;
  double deciding = 0.0;
  std::size_t reached = 0;  ///< targets
};

/// A value of a factor, or a part of its range.
struct AxisPart {
  std::size_t axis = 0;
  std::string text;
  double low = 0.0;   ///< place on the axis: from 0 to 1 in a range, the number of an element
  double high = 0.0;  ///< exclusive; the end of the range belongs to the last part
  std::size_t samples = 0;
  std::size_t samples_left = 0;
  double least = 0.0;  ///< deciding implausibility of a sample; infinite if there is none
  std::size_t candidates = 0;
  std::size_t candidates_left = 0;
  double emulated_least = 0.0;
};

/// Two targets that are reached, but in no sample both.
struct Conflict {
  std::size_t first = 0;
  std::size_t second = 0;
};

/// Which assumptions agree with published figures.
struct Match {
  std::vector<std::string> files;
  std::size_t worlds = 0;  ///< of the points; the fewest of all files
  Cut cut;
  std::vector<SpaceAxis> space;
  std::vector<Target> targets;
  std::vector<TargetMatch> target_matches;
  std::vector<SampleMatch> samples;  ///< the least implausible first
  std::size_t incomplete = 0;        ///< samples left out
  std::size_t samples_left = 0;
  std::size_t candidates = 0;  ///< places of the space that the emulators judged
  std::size_t candidates_left = 0;
  std::vector<AxisPart> parts;
  std::vector<Conflict> conflicts;
};

/// Values of the factors at `count` random places of the space, from the number `first` on.
using SpaceSampler = std::function<std::vector<Factor>(std::size_t first, std::size_t count)>;

/// One or more files (waves) of a study with the same factors, cases, policies and targets.
class Matcher {
 public:
  /// The files must outlive it. Throws InputError if files don't belong together, targets don't fit
  /// them, or too few samples are complete.
  Matcher(std::vector<const ResultsFile*> files, std::vector<SpaceAxis> space,
          std::vector<Target> targets, const Cut& cut);

  /// Judges the samples, and 20,000 places of the space.
  [[nodiscard]] Match match(const SpaceSampler& sampler) const;

  /// Places that the emulators do not rule out, in the order of the sampler, up to `count` of the
  /// first million; one value of each factor for each place.
  [[nodiscard]] std::vector<Factor> left_places(const SpaceSampler& sampler,
                                                std::size_t count) const;

 private:
  struct Wave {
    Samples samples;
    Places places;
    std::vector<FigureValues> figures;
  };
  [[nodiscard]] std::vector<SampleMatch> judged_samples() const;
  [[nodiscard]] std::vector<Judgement> judged_places(const Places& places) const;

  std::vector<const ResultsFile*> files_;
  std::vector<SpaceAxis> space_;
  std::vector<Target> targets_;
  Cut cut_;
  std::vector<TargetOutput> figures_;
  std::vector<Wave> waves_;
  std::vector<Emulators> emulators_;
};

}  // namespace bacelab
