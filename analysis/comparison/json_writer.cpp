#include "analysis/comparison/json_writer.hpp"

#include <string>

#include <nlohmann/json.hpp>

namespace bacelab {
namespace {

using Json = nlohmann::ordered_json;

Json null_if_empty(const std::string& reason) {
  return reason.empty() ? Json(nullptr) : Json(reason);
}

Json object_of(const ValueOrReason<double>& quantity) {
  Json object;
  object["value"] = quantity.has_value() ? Json(quantity.value()) : Json(nullptr);
  object["reason"] = null_if_empty(quantity.reason());
  return object;
}

Json object_of(const Estimate& estimate) {
  const bool has_interval = estimate.interval.has_value();
  Json object;
  object["value"] = estimate.value.has_value() ? Json(estimate.value.value()) : Json(nullptr);
  object["lower"] = has_interval ? Json(estimate.interval.value().lower) : Json(nullptr);
  object["upper"] = has_interval ? Json(estimate.interval.value().upper) : Json(nullptr);
  object["reason"] = null_if_empty(estimate.interval.reason());
  return object;
}

Json object_of(const WinProbability& better) {
  Json object;
  object["wins"] = better.wins;
  object["ties"] = better.ties;
  object["losses"] = better.losses;
  object["probability"] = object_of(better.probability);
  return object;
}

Json object_of(const WorstWorld& world) {
  Json object;
  object["index"] = world.index;
  object["replication"] = world.replication;
  object["policy_value"] = world.policy_value;
  object["baseline_value"] = world.baseline_value;
  return object;
}

Json object_of(const BaselineComparison& row) {
  Json object;
  object["baseline"] = row.baseline;
  object["baseline_mean"] = object_of(row.baseline_mean);
  object["difference"] = object_of(row.difference);
  object["overhead"] = object_of(row.overhead);
  object["reduction"] = object_of(row.reduction);
  object["p_value"] = object_of(row.p_value);
  object["p_holm"] = object_of(row.p_holm);
  object["better"] = object_of(row.better);
  object["variance_reduction"] = object_of(row.variance_reduction);
  object["worst_worlds"] = Json::array();
  for (const auto& world : row.worst_worlds) object["worst_worlds"].push_back(object_of(world));
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
  object["confidence"] = comparison.confidence;
  object["optimistic"] = comparison.optimistic;
  object["family"] = "the comparisons of this metric at this point";
  object["family_size"] = comparison.baselines.size();
  object["policy_mean"] = object_of(comparison.policy_mean);
  object["baselines"] = Json::array();
  for (const auto& row : comparison.baselines) object["baselines"].push_back(object_of(row));
  return object;
}

nlohmann::ordered_json to_json(std::span<const Comparison> comparisons) {
  Json array = Json::array();
  for (const auto& comparison : comparisons) array.push_back(to_json(comparison));
  return array;
}

}  // namespace bacelab
