#include "app/figures/kinds.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <vector>

#include "analysis/figures/ecdf_figure.hpp"
#include "analysis/figures/jobs_figure.hpp"
#include "analysis/figures/lines_figure.hpp"
#include "analysis/figures/map_figure.hpp"
#include "analysis/figures/overhead_figure.hpp"
#include "analysis/figures/points.hpp"
#include "analysis/figures/scatter_figure.hpp"
#include "analysis/figures/sensitivity_figures.hpp"
#include "app/figures/timeline_figure.hpp"
#include "app/figures/world_kind.hpp"
#include "core/errors.hpp"

namespace bacelab {
namespace {

std::string needs_baselines(const ResultsFile& file, const FigureQuestion&) {
  if (file.policies().size() > 1) return "";
  return fmt::format("it compares policies, and the file has only {}", file.policies().front());
}

std::string fits_all(const ResultsFile&, const FigureQuestion&) { return ""; }

/// How many different factors with numbers the points have.
std::size_t varied_numbers(const ResultsFile& file, const FigureQuestion& question) {
  const auto factors = varied_factors(file, question.points);
  return static_cast<std::size_t>(
      std::count_if(factors.begin(), factors.end(), [](const Factor* factor) {
        return std::holds_alternative<std::vector<double>>(factor->values);
      }));
}

/// Why so many axes can't show the points.
std::string misfit_of_axes(const ResultsFile& file, const FigureQuestion& question,
                           std::size_t axes) {
  if (varied_numbers(file, question) < axes) {
    return axes == 1 ? "its points vary no factor that has numbers"
                     : "its points vary fewer than two factors that have numbers";
  }
  // Of a grid the other factors can be fixed.
  const bool is_grid = file.description().design.type == "grid";
  if (is_grid || varied_factors(file, question.points).size() <= axes) return "";
  return fmt::format("a design of the type '{}' varies all {} factors at once",
                     file.description().design.type, file.factors().size());
}

std::string needs_factor(const ResultsFile& file, const FigureQuestion& question) {
  return misfit_of_axes(file, question, 1);
}

std::string needs_two_factors(const ResultsFile& file, const FigureQuestion& question) {
  return misfit_of_axes(file, question, 2);
}

std::string needs_design(const ResultsFile& file, std::string_view type) {
  const std::string& found = file.description().design.type;
  return found == type ? ""
                       : fmt::format("it needs a design of the type '{}', and the file has '{}'",
                                     type, found);
}

std::string needs_saltelli(const ResultsFile& file, const FigureQuestion&) {
  return needs_design(file, "saltelli");
}

std::string needs_morris(const ResultsFile& file, const FigureQuestion&) {
  return needs_design(file, "morris");
}

std::string needs_job_rows(const ResultsFile& file, const FigureQuestion&) {
  return file.description().jobs_per_run > 0
             ? ""
             : "the study kept no job rows ([output] jobs = true keeps them)";
}

constexpr auto kinds = std::to_array<FigureKind>({
    {"overhead", "Overhead of each baseline over the policy, with intervals",
     "any study of two policies or more",
     "--policy --baseline --metric --point --where --confidence --interval --adjust --resamples "
     "--bootstrap-seed",
     OutputForm::overhead, needs_baselines, overhead_figure},
    {"ecdf", "Distribution of metrics over worlds, or of differences in the same world",
     "any study", "--policy --baseline --metric --point --where --difference --log",
     OutputForm::mean, fits_all, ecdf_figure},
    {"scatter", "Each baseline against the policy, a point for each world",
     "any study of two policies or more", "--policy --baseline --metric --point --where --log",
     OutputForm::mean, needs_baselines, scatter_figure},
    {"lines", "A metric, or a form of it, against one factor, with bands of intervals",
     "grids that vary a number",
     "--policy --baseline --metric --point --where --form --x --confidence --interval --adjust "
     "--resamples --bootstrap-seed",
     OutputForm::mean, needs_factor, lines_figure},
    {"map", "A form of a metric over two factors, as shades, with a contour line",
     "grids of two numbers",
     "--policy --baseline --metric --point --where --form --x --y --shades --level --confidence "
     "--interval --adjust --resamples --bootstrap-seed",
     OutputForm::overhead, needs_two_factors, map_figure},
    {"sobol", "Sobol indices of the factors, with intervals", "designs of the type saltelli",
     "--policy --baseline --metric --form --confidence --resamples --bootstrap-seed",
     OutputForm::mean, needs_saltelli, sobol_figure},
    {"morris", "Elementary effects of the factors: mean magnitude and spread",
     "designs of the type morris",
     "--policy --baseline --metric --form --confidence --resamples --bootstrap-seed",
     OutputForm::mean, needs_morris, morris_figure},
    {"jobs", "Distribution of a column of the job rows over jobs",
     "studies with [output] jobs = true", "--policy --baseline --point --where --column --log",
     OutputForm::mean, needs_job_rows, jobs_figure},
    {"world", "Prices, bandwidths, usable GPUs and arrivals of one world", "any study",
     "--point --where --replication --hours --inputs", OutputForm::mean, fits_all, world_kind},
    {"timeline", "Which jobs wait and run where, and the use of the links, in one world",
     "any study", "--policy --baseline --point --where --replication --hours --inputs",
     OutputForm::mean, fits_all, timeline_figure},

});

/// The kinds that fit these results.
std::vector<std::string_view> fitting(const ResultsFile& file, const FigureQuestion& question) {
  std::vector<std::string_view> names;
  for (const FigureKind& kind : figure_kinds()) {
    if (kind.misfit(file, question).empty()) names.push_back(kind.name);
  }
  return names;
}

}  // namespace

Registry<FigureKind> figure_kinds() {
  static constexpr Registry registry(kinds);
  return registry;
}

Figure make_figure(const FigureKind& kind, const ResultsFile& file,
                   const FigureQuestion& question) {
  const std::string misfit = kind.misfit(file, question);
  if (misfit.empty()) return kind.make(file, question);
  throw InputError(fmt::format("{}: no figure '{}': {}; kinds that fit: {}", file.path().string(),
                               kind.name, misfit, fmt::join(fitting(file, question), ", ")));
}

}  // namespace bacelab
