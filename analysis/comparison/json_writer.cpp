#include "analysis/comparison/json_writer.hpp"

#include <string>

#include <nlohmann/json.hpp>

#include "analysis/comparison/json_values.hpp"

namespace bacelab {
namespace {

using Json = nlohmann::ordered_json;

Json object_of(const WinProbability& better) {
  Json object;
  object["wins"] = better.wins;
  object["ties"] = better.ties;
  object["losses"] = better.losses;
  object["probability"] = json_of(better.probability);
  return object;
}

Json object_of(const WorstWorld& world) {
  Json object;
  object["index"] = world.index;
  object["replication"] = std::to_string(world.replication);
  object["policy_value"] = world.policy_value;
  object["baseline_value"] = world.baseline_value;
  return object;
}

Json object_of(const BaselineComparison& row) {
  Json object;
  object["baseline"] = row.baseline;
  object["baseline_mean"] = json_of(row.baseline_mean);
  object["difference"] = json_of(row.difference);
  object["overhead"] = json_of(row.overhead);
  object["reduction"] = json_of(row.reduction);
  object["p_value"] = json_of(row.p_value);
  object["p_adjusted"] = json_of(row.p_adjusted);
  object["better"] = object_of(row.better);
  object["best"] = json_of(row.best);
  object["variance_reduction"] = json_of(row.variance_reduction);
  object["worst_worlds"] = Json::array();
  for (const auto& world : row.worst_worlds) object["worst_worlds"].push_back(object_of(world));
  return object;
}

Json object_of(const PolicyQuantile& row) {
  Json object;
  object["policy"] = row.policy;
  object["probability"] = row.probability;
  object["quantile"] = json_of(row.quantile);
  return object;
}

}  // namespace

nlohmann::ordered_json to_json(const Comparison& comparison) {
  Json object;
  object["point"] = comparison.point;
  object["metric"] = comparison.metric;
  object["unit"] = comparison.unit;
  object["smaller_is_better"] = comparison.direction == Direction::smaller_is_better;
  object["policy"] = comparison.policy;
  object["pairs"] = comparison.pairs;
  object["points"] = comparison.points;
  object["confidence"] = comparison.confidence;
  object["confidence_of_each"] = comparison.confidence_of_each;
  object["interval"] = name_of(comparison.interval);
  object["resamples"] =
      comparison.bootstrap ? Json(comparison.bootstrap->resamples) : Json(nullptr);
  object["bootstrap_seed"] =
      comparison.bootstrap ? Json(comparison.bootstrap->seed) : Json(nullptr);
  object["optimistic"] = comparison.optimistic;
  object["adjustment"] = name_of(comparison.adjustment);
  object["family"] = "the comparisons of this metric at this point";
  object["family_size"] = comparison.baselines.size();
  object["policy_mean"] = json_of(comparison.policy_mean);
  object["policy_best"] = json_of(comparison.policy_best);
  object["baselines"] = Json::array();
  for (const auto& row : comparison.baselines) object["baselines"].push_back(object_of(row));
  object["quantiles"] = Json::array();
  for (const auto& row : comparison.quantiles) object["quantiles"].push_back(object_of(row));
  return object;
}

nlohmann::ordered_json to_json(std::span<const Comparison> comparisons) {
  Json array = Json::array();
  for (const auto& comparison : comparisons) array.push_back(to_json(comparison));
  return array;
}

}  // namespace bacelab
