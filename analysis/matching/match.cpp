#include "analysis/matching/match.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <variant>

#include "analysis/matching/axis_parts.hpp"
#include "core/errors.hpp"

namespace bacelab {
namespace {

constexpr std::size_t places_to_judge = 20'000;
constexpr std::size_t most_places = 1'000'000;
constexpr std::size_t fewest_samples = 10;

std::vector<std::string> names_of(const std::vector<Factor>& factors) {
  std::vector<std::string> names;
  for (const Factor& factor : factors) names.push_back(factor.name);
  return names;
}

/// Throws InputError unless the file continues the first one.
void require_same_study(const ResultsFile& first, const Samples& samples, const ResultsFile& file,
                        const Samples& other) {
  const auto refuse = [&](const char* what, const std::vector<std::string>& a,
                          const std::vector<std::string>& b) {
    if (a == b) return;
    throw InputError(fmt::format("{} and {} do not belong together: they have the {} {} and {}",
                                 first.path().string(), file.path().string(), what,
                                 fmt::join(a, ", "), fmt::join(b, ", ")));
  };
  refuse("factors", names_of(samples.factors), names_of(other.factors));
  refuse("cases", samples.cases, other.cases);
  refuse("policies", first.policies(), file.policies());
}

std::variant<double, std::string> value_of(const Factor& factor, std::size_t sample) {
  return std::visit(
      [&](const auto& values) { return std::variant<double, std::string>(values[sample]); },
      factor.values);
}

bool is_complete(const std::vector<FigureValues>& figures, std::size_t sample) {
  return std::all_of(figures.begin(), figures.end(),
                     [&](const FigureValues& figure) { return figure.complete[sample] != 0; });
}

/// The variance of the difference between a simulated value and the published one.
double variance_of(const TargetOutput& figure, const FigureValues& values, std::size_t sample) {
  const double published =
      figure.target->worlds ? static_cast<double>(values.worlds) / *figure.target->worlds : 0.0;
  return values.variance[sample] * (1.0 + published);
}

}  // namespace

Matcher::Matcher(std::vector<const ResultsFile*> files, std::vector<SpaceAxis> space,
                 std::vector<Target> targets, const Cut& cut)
    : files_(std::move(files)), space_(std::move(space)), targets_(std::move(targets)), cut_(cut) {
  if (cut_.misses >= targets_.size()) {
    throw InputError(fmt::format(
        "--misses {}: there are {} targets, and a point that misses all of them agrees with "
        "nothing; allowed: 0 to {}",
        cut_.misses, targets_.size(), targets_.size() - 1));
  }
  for (const ResultsFile* file : files_) {
    Samples samples = samples_of(*file);
    if (!waves_.empty()) require_same_study(*files_[0], waves_[0].samples, *file, samples);
    if (waves_.empty()) {
      bind_targets(targets_, *file, samples.cases);
      figures_ = target_outputs_of(targets_);
    }
    Wave wave = {samples, places_in(space_, samples.factors), {}};
    for (const TargetOutput& figure : figures_) {
      wave.figures.push_back(figure_values(*file, samples, *figure.target, *figure.output));
    }
    std::size_t complete = 0;
    for (std::size_t i = 0; i < samples.count; ++i)
      complete += is_complete(wave.figures, i) ? 1 : 0;
    if (complete < fewest_samples) {
      throw InputError(fmt::format(
          "{}: {} of {} points of the design have all runs of the targets; an emulator needs {}",
          file->path().string(), complete, samples.count, fewest_samples));
    }
    emulators_.emplace_back(space_, wave.places, figures_, wave.figures);
    waves_.push_back(std::move(wave));
  }
}

std::vector<SampleMatch> Matcher::judged_samples() const {
  std::vector<SampleMatch> all;
  for (std::size_t file = 0; file < waves_.size(); ++file) {
    const Wave& wave = waves_[file];
    for (std::size_t sample = 0; sample < wave.samples.count; ++sample) {
      if (!is_complete(wave.figures, sample)) continue;
      SampleMatch match;
      match.file = file;
      match.point = wave.samples.point(sample, 0);
      for (const Factor& factor : wave.samples.factors) {
        match.values.push_back(value_of(factor, sample));
      }
      const auto place = wave.places.at(sample);
      match.places.assign(place.begin(), place.end());
      match.implausibilities.assign(targets_.size(), 0.0);
      for (std::size_t i = 0; i < figures_.size(); ++i) {
        const TargetOutput& figure = figures_[i];
        double& worst = match.implausibilities[figure.target_index];
        worst = std::max(worst, implausibility(*figure.target, wave.figures[i].values[sample],
                                               variance_of(figure, wave.figures[i], sample)));
      }
      match.largest = deciding(match.implausibilities, 0);
      match.deciding = deciding(match.implausibilities, cut_.misses);
      match.reached = static_cast<std::size_t>(
          std::count_if(match.implausibilities.begin(), match.implausibilities.end(),
                        [&](double i) { return i <= cut_.implausibility; }));
      all.push_back(std::move(match));
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const SampleMatch& a, const SampleMatch& b) {
    return std::pair(a.deciding, a.largest) < std::pair(b.deciding, b.largest);
  });
  return all;
}

namespace {

std::vector<Conflict> conflicts_of(const Match& match) {
  const std::size_t count = match.targets.size();
  std::vector<char> together(count * count, 0);
  for (const SampleMatch& sample : match.samples) {
    for (std::size_t i = 0; i < count; ++i) {
      if (sample.implausibilities[i] > match.cut.implausibility) continue;
      for (std::size_t j = 0; j < i; ++j) {
        if (sample.implausibilities[j] <= match.cut.implausibility) together[j * count + i] = 1;
      }
    }
  }
  std::vector<Conflict> conflicts;
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = i + 1; j < count; ++j) {
      const bool reached =
          match.target_matches[i].reached > 0 && match.target_matches[j].reached > 0;
      if (reached && together[i * count + j] == 0) conflicts.push_back({i, j});
    }
  }
  return conflicts;
}

/// Of the samples, in the order of the match.
void fill_reached(Match& match) {
  for (std::size_t i = 0; i < match.targets.size(); ++i) {
    TargetMatch& target = match.target_matches[i];
    target.least = std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < match.samples.size(); ++k) {
      const double value = match.samples[k].implausibilities[i];
      if (value <= match.cut.implausibility) ++target.reached;
      if (value >= target.least) continue;
      target.least = value;
      target.nearest = k;
    }
  }
}

}  // namespace

std::vector<Judgement> Matcher::judged_places(const Places& places) const {
  std::vector<Judgement> judgements(places.count());
  tbb::parallel_for(std::size_t{0}, places.count(), [&](std::size_t i) {
    judgements[i] = judged(emulators_, figures_, cut_, places.at(i));
  });
  return judgements;
}

Match Matcher::match(const SpaceSampler& sampler) const {
  Match match;
  for (const ResultsFile* file : files_) match.files.push_back(file->path().string());
  match.cut = cut_;
  match.space = space_;
  match.targets = targets_;
  match.target_matches.resize(targets_.size());
  match.samples = judged_samples();
  std::size_t all = 0;
  match.worlds = std::numeric_limits<std::size_t>::max();
  for (const Wave& wave : waves_) {
    all += wave.samples.count;
    match.worlds = std::min(match.worlds, wave.figures.front().worlds);
  }
  match.incomplete = all - match.samples.size();
  match.samples_left = static_cast<std::size_t>(std::count_if(
      match.samples.begin(), match.samples.end(),
      [&](const SampleMatch& sample) { return sample.deciding <= cut_.implausibility; }));
  fill_reached(match);
  for (std::size_t i = 0; i < figures_.size(); ++i) {
    TargetMatch& target = match.target_matches[figures_[i].target_index];
    FigureMatch figure = {.text = text_of(*figures_[i].output),
                          .smallest = std::numeric_limits<double>::infinity(),
                          .largest = -std::numeric_limits<double>::infinity(),
                          .check = {1.0, 0.0}};
    for (std::size_t file = 0; file < waves_.size(); ++file) {
      const FigureValues& values = waves_[file].figures[i];
      for (std::size_t sample = 0; sample < values.values.size(); ++sample) {
        if (!is_complete(waves_[file].figures, sample)) continue;
        figure.smallest = std::min(figure.smallest, values.values[sample]);
        figure.largest = std::max(figure.largest, values.values[sample]);
      }
      const EmulatorCheck& check = emulators_[file].checks()[i];
      figure.check.explained = std::min(figure.check.explained, check.explained);
      figure.check.beyond = std::max(figure.check.beyond, check.beyond);
    }
    const SampleMatch& nearest = match.samples[target.nearest];
    const Wave& wave = waves_[nearest.file];
    const std::size_t sample = nearest.point / wave.samples.point(1, 0);
    figure.nearest = wave.figures[i].values[sample];
    target.figures.push_back(std::move(figure));
  }
  const Places places = places_in(space_, sampler(0, places_to_judge));
  const std::vector<Judgement> judgements = judged_places(places);
  std::vector<double> deciding_of_places;
  for (TargetMatch& target : match.target_matches) {
    target.emulated_least = std::numeric_limits<double>::infinity();
  }
  for (const Judgement& judgement : judgements) {
    deciding_of_places.push_back(judgement.deciding);
    if (judgement.deciding <= cut_.implausibility) ++match.candidates_left;
    for (std::size_t i = 0; i < targets_.size(); ++i) {
      double& least = match.target_matches[i].emulated_least;
      least = std::min(least, judgement.targets[i]);
    }
  }
  match.candidates = places.count();
  match.parts = axis_parts(match, places, deciding_of_places);
  match.conflicts = conflicts_of(match);
  return match;
}

namespace {

void append(Factor& all, const Factor& some, const std::vector<char>& keep, std::size_t most) {
  std::visit(
      [&](auto& values) {
        using Values = std::decay_t<decltype(values)>;
        const auto& added = std::get<Values>(some.values);
        for (std::size_t i = 0; i < added.size() && values.size() < most; ++i) {
          if (keep[i] != 0) values.push_back(added[i]);
        }
      },
      all.values);
}

void clear_values(Factor& factor) {
  std::visit([](auto& values) { values.clear(); }, factor.values);
}

}  // namespace

std::vector<Factor> Matcher::left_places(const SpaceSampler& sampler, std::size_t count) const {
  std::vector<Factor> left = sampler(0, 1);
  for (Factor& factor : left) clear_values(factor);
  for (std::size_t first = 0; first < most_places; first += places_to_judge) {
    const std::vector<Factor> some = sampler(first, places_to_judge);
    std::vector<char> keep;
    for (const Judgement& judgement : judged_places(places_in(space_, some))) {
      keep.push_back(judgement.deciding <= cut_.implausibility ? 1 : 0);
    }
    for (std::size_t axis = 0; axis < left.size(); ++axis) {
      append(left[axis], some[axis], keep, count);
    }
    if (value_count(left.front()) == count) break;
  }
  return left;
}

}  // namespace bacelab
