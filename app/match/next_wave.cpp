#include "app/match/next_wave.hpp"

#include <variant>

#include "experiments/text/toml.hpp"
#include "experiments/text/toml_document.hpp"

namespace bacelab {
namespace {

/// The lists of [design.points].
config::Table points_of(const Design& design, const std::vector<Factor>& values) {
  config::Table points;
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::visit(
        [&](const auto& list) {
          points.entries.push_back({design.plans()[i].name, config::to_value(list)});
        },
        values[i].values);
  }
  return points;
}

}  // namespace

std::string study_at(const StudyFile& study, const std::vector<Factor>& values) {
  config::Table root = config::read_toml(study.resolved(), "the study");
  auto& design = std::get<config::Table>(config::find(root, "design")->content);
  config::Table kept;
  kept.entries.push_back({"type", config::to_value(std::string("points"))});
  for (const char* key : {"factors", "cases"}) {
    if (const config::Value* value = config::find(design, key)) {
      kept.entries.push_back({key, *value});
    }
  }
  kept.entries.push_back({"points", {points_of(study.design(), values), {}}});
  design = std::move(kept);
  return config::toml_document(root);
}

}  // namespace bacelab
