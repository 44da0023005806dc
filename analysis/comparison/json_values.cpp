#include "analysis/comparison/json_values.hpp"

#include <string>

#include <nlohmann/json.hpp>

namespace bacelab {
namespace {

using Json = nlohmann::ordered_json;

Json null_if_empty(const std::string& reason) {
  return reason.empty() ? Json(nullptr) : Json(reason);
}

}  // namespace

nlohmann::ordered_json json_of(const ValueOrReason<double>& quantity) {
  Json object;
  object["value"] = quantity.has_value() ? Json(quantity.value()) : Json(nullptr);
  object["reason"] = null_if_empty(quantity.reason());
  return object;
}

nlohmann::ordered_json json_of(const Estimate& estimate) {
  const bool has_interval = estimate.interval.has_value();
  Json object;
  object["value"] = estimate.value.has_value() ? Json(estimate.value.value()) : Json(nullptr);
  object["lower"] = has_interval ? Json(estimate.interval.value().lower) : Json(nullptr);
  object["upper"] = has_interval ? Json(estimate.interval.value().upper) : Json(nullptr);
  object["reason"] = null_if_empty(estimate.interval.reason());
  return object;
}

}  // namespace bacelab
