#include "app/figures/kinds.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <vector>

#include "analysis/figures/overhead_figure.hpp"
#include "core/errors.hpp"

namespace bacelab {
namespace {

std::string needs_baselines(const ResultsFile& file, const FigureQuestion&) {
  if (file.policies().size() > 1) return "";
  return fmt::format("it compares policies, and the file has only {}", file.policies().front());
}

constexpr auto kinds = std::to_array<FigureKind>({
    {"overhead", "Overhead of each baseline over the policy, with intervals",
     "any study of two policies or more",
     "--policy --baseline --metric --point --where --confidence --interval --adjust --resamples "
     "--bootstrap-seed",
     needs_baselines, overhead_figure},
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
