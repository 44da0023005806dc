#pragma once

#include <string>
#include <string_view>

#include "analysis/figures/figure.hpp"
#include "analysis/figures/question.hpp"
#include "core/registry.hpp"
#include "experiments/results/results_file.hpp"

namespace bacelab {

/// A kind of figure of a results file. A new one is a function and an entry of the registry.
struct FigureKind {
  std::string_view name;
  std::string_view description;  ///< what it shows
  std::string_view fits;         ///< the results that it can show
  std::string_view options;      ///< the options that it knows besides those of all kinds: their
                                 ///< names, separated by blanks
  OutputForm form;               ///< unless the question has one
  /// Why it can't show these results; empty if it can.
  std::string (*misfit)(const ResultsFile& file, const FigureQuestion& question);
  /// Throws InputError if there is nothing to show.
  Figure (*make)(const ResultsFile& file, const FigureQuestion& question);
};

/// All of them.
Registry<FigureKind> figure_kinds();

/// The figure of a kind. Throws InputError if the kind does not fit the results: says which do.
Figure make_figure(const FigureKind& kind, const ResultsFile& file, const FigureQuestion& question);

}  // namespace bacelab
