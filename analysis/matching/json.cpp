#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/matching/report.hpp"

namespace bacelab {
namespace {

using Json = nlohmann::ordered_json;

/// Null if there is none.
Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json json_of(const Target& target, const TargetMatch& match) {
  Json figures = Json::array();
  for (const FigureMatch& figure : match.figures) {
    figures.push_back({{"output", figure.text},
                       {"nearest", figure.nearest},
                       {"smallest", figure.smallest},
                       {"largest", figure.largest},
                       {"explained", figure.check.explained},
                       {"beyond_three", figure.check.beyond}});
  }
  const char* compared = target.contrast == CaseContrast::ratio        ? "over_case"
                         : target.contrast == CaseContrast::difference ? "minus_case"
                                                                       : nullptr;
  Json json = {{"name", target.name}, {"case", target.case_name}};
  if (compared != nullptr) json[compared] = target.other_case;
  json.update({{"low", target.low},
               {"high", target.high},
               {"tolerance", target.tolerance},
               {"discrepancy", target.discrepancy},
               {"worlds", target.worlds ? Json(*target.worlds) : Json(nullptr)},
               {"source", target.source},
               {"reached", match.reached},
               {"implausibility", number(match.least)},
               {"emulated_implausibility", number(match.emulated_least)}});
  json["outputs"] = std::move(figures);
  return json;
}

Json json_of(const SampleMatch& sample, const Match& match) {
  Json json = {{"file", match.files[sample.file]}, {"point", sample.point}};
  for (std::size_t axis = 0; axis < match.space.size(); ++axis) {
    std::visit([&](const auto& value) { json["factors"][match.space[axis].name] = value; },
               sample.values[axis]);
  }
  json["implausibility"] = sample.deciding;
  json["largest_implausibility"] = sample.largest;
  json["targets_reached"] = sample.reached;
  for (std::size_t i = 0; i < match.targets.size(); ++i) {
    json["targets"][match.targets[i].name] = sample.implausibilities[i];
  }
  return json;
}

Json json_of(const AxisPart& part, const Match& match) {
  return {{"factor", match.space[part.axis].name},
          {"value", part.text},
          {"points", part.samples},
          {"points_left", part.samples_left},
          {"implausibility", number(part.least)},
          {"places", part.candidates},
          {"places_left", part.candidates_left},
          {"emulated_implausibility", number(part.emulated_least)}};
}

}  // namespace

nlohmann::ordered_json to_json(const Match& match) {
  Json json = {{"files", match.files},
               {"worlds", match.worlds},
               {"cut", match.cut.implausibility},
               {"misses", match.cut.misses},
               {"points", match.samples.size()},
               {"points_left", match.samples_left},
               {"points_incomplete", match.incomplete},
               {"places", match.candidates},
               {"places_left", match.candidates_left},
               {"targets", Json::array()},
               {"never_together", Json::array()},
               {"factors", Json::array()},
               {"samples", Json::array()}};
  for (std::size_t i = 0; i < match.targets.size(); ++i) {
    json["targets"].push_back(json_of(match.targets[i], match.target_matches[i]));
  }
  for (const Conflict& pair : match.conflicts) {
    json["never_together"].push_back(
        {match.targets[pair.first].name, match.targets[pair.second].name});
  }
  for (const AxisPart& part : match.parts) json["factors"].push_back(json_of(part, match));
  for (const SampleMatch& sample : match.samples) {
    json["samples"].push_back(json_of(sample, match));
  }
  return json;
}

}  // namespace bacelab
