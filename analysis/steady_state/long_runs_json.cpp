#include "analysis/steady_state/long_runs_json.hpp"

#include <nlohmann/json.hpp>

#include "analysis/comparison/json_values.hpp"

namespace bacelab {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const PolicyLongRuns& runs) {
  Json object;
  object["policy"] = runs.policy;
  object["runs"] = runs.state.runs;
  object["too_short"] = runs.state.too_short;
  object["mser_median"] = json_of(runs.state.median_warmup);
  object["mser_largest"] = json_of(runs.state.largest_warmup);
  object["left_out"] = runs.state.warmup;
  object["mean"] = json_of(runs.state.mean);
  object["correlation"] = json_of(runs.state.correlation);
  object["growth_left_out"] = runs.growth_warmup;
  object["growth_per_hour"] = json_of(runs.growth);
  return object;
}

}  // namespace

nlohmann::ordered_json to_json(const LongRunsTitle& title, std::span<const PointLongRuns> points) {
  Json object;
  object["column"] = title.column;
  object["unit"] = title.unit;
  object["jobs"] = title.jobs;
  object["confidence"] = title.confidence;
  object["points"] = Json::array();
  for (const PointLongRuns& at : points) {
    Json point;
    point["point"] = at.point;
    point["label"] = at.label;
    point["load"] = at.load ? Json(*at.load) : Json(nullptr);
    point["dropped"] = at.dropped;
    point["policies"] = Json::array();
    for (const PolicyLongRuns& runs : at.policies) point["policies"].push_back(json_of(runs));
    object["points"].push_back(point);
  }
  return object;
}

}  // namespace bacelab
