#include "app/check/box.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <variant>
#include <vector>

#include "app/check/design_lines.hpp"
#include "app/check/notes.hpp"
#include "app/check/rows.hpp"
#include "app/check/worlds_lines.hpp"
#include "app/run/contour_report.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

std::vector<std::string> precision_lines(const PrecisionTarget& target) {
  return {
      fmt::format("+-{:g} points of {} in {}", target.half_width_points, name_of(target.form),
                  fmt::join(target.metrics, ", ")),
      fmt::format("against {}, checked from {} replications on",
                  shortened(fmt::format("{}", fmt::join(target.baselines, ", "))), target.minimum)};
}

std::vector<std::string> precision_lines(const SelectionTarget& target) {
  return {fmt::format("best policy in {}, with probability {:g} at least", target.metric,
                      target.confidence),
          fmt::format("of differences of {:g} % or more, checked from {} replications on",
                      target.indifference_percent, target.minimum)};
}

/// ", version 1.0" if the file is a plugin that has one.
std::string version_text(const std::vector<PluginFile>& plugins, const std::string& file) {
  for (const PluginFile& plugin : plugins) {
    if (plugin.file == file && !plugin.version.empty()) return ", version " + plugin.version;
  }
  return "";
}

}  // namespace

void print_box(const StudyFile& file, const Study& study) {
  const std::size_t points = file.design().points();
  std::string names;
  for (const PolicySpec& policy : study.policies) {
    names += (names.empty() ? "" : ", ") + policy.name;
  }
  if (!study.title.empty()) print_row("study", study.title);
  print_row("policies", names);
  print_row("points", grouped(points));
  print_row("replications",
            (file.may_end_early() ? "at most " : "") + grouped(file.replications()));
  if (file.precision()) {
    print_rows("precision", std::visit([](const auto& target) { return precision_lines(target); },
                                       *file.precision()));
  }
  print_row("runs", fmt::format("{} x {} x {} = {}", grouped(points), grouped(file.replications()),
                                study.policies.size(), grouped(file.box().runs())));
  for (const InputFile& input : file.inputs()) {
    print_row("input", fmt::format("{} ({}{})", input.name, input.hash,
                                   version_text(study.plugins, input.name)));
  }
  print_texts("note", notes_on(study));
  print_rows("design", design_lines(file.design()));
  print_rows("worlds", sharing_lines(file.design(), study));
  if (file.design().contour()) print_rows("contour", contour_lines(file));
  print_rows("capacity", capacity_lines(study.world.regions));
  print_rows("load", load_lines(study));
}

}  // namespace bacelab
