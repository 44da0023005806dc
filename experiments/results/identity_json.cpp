#include "experiments/results/identity_json.hpp"

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace bacelab {

using nlohmann::ordered_json;

ordered_json json_of(const StudyIdentity& identity) {
  ordered_json study = ordered_json::object();
  for (const StudyKey& each : identity.study) study[each.key] = each.value;
  return {{"schema", identity.schema},
          {"model", identity.model},
          {"study", study},
          {"metrics", identity.metrics},
          {"job_columns", identity.job_columns}};
}

StudyIdentity identity_from(const ordered_json& object) {
  StudyIdentity identity = {.schema = object.at("schema"),
                            .model = object.at("model"),
                            .study = {},
                            .metrics = object.at("metrics"),
                            .job_columns = object.at("job_columns")};
  for (const auto& [key, value] : object.at("study").get_ref<const ordered_json::object_t&>()) {
    identity.study.push_back({key, value});
  }
  return identity;
}

std::string identity_text(const StudyIdentity& identity) {
  return json_of(identity).dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

StudyIdentity identity_from_text(const std::string& text) {
  try {
    return identity_from(ordered_json::parse(text));
  } catch (const ordered_json::exception& error) {
    throw std::invalid_argument(error.what());
  }
}

}  // namespace bacelab
