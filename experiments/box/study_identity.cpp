#include "experiments/box/study_identity.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace bacelab {
namespace {

void compare(const std::string& what, const std::string& there, const std::string& here,
             std::vector<std::string>& found) {
  if (there == here) return;
  found.push_back(fmt::format("{}: {} there, {} here", what, there.empty() ? "nothing" : there,
                              here.empty() ? "nothing" : here));
}

std::map<std::string, std::string> by_key(const std::vector<StudyKey>& study) {
  std::map<std::string, std::string> values;
  for (const StudyKey& each : study) values[each.key] = each.value;
  return values;
}

void compare_studies(const std::vector<StudyKey>& there, const std::vector<StudyKey>& here,
                     std::vector<std::string>& found) {
  auto values_here = by_key(here);
  for (const auto& [key, value] : by_key(there)) {
    compare(key, value, values_here[key], found);
    values_here.erase(key);
  }
  for (const auto& [key, value] : values_here) compare(key, "", value, found);
}

}  // namespace

std::vector<std::string> differences(const StudyIdentity& there, const StudyIdentity& here) {
  std::vector<std::string> found;
  if (there == here) return found;
  compare("results schema", there.schema, here.schema, found);
  compare("model", std::to_string(there.model), std::to_string(here.model), found);
  compare("metrics", fmt::format("{}", fmt::join(there.metrics, " ")),
          fmt::format("{}", fmt::join(here.metrics, " ")), found);
  compare("job columns", fmt::format("{}", fmt::join(there.job_columns, " ")),
          fmt::format("{}", fmt::join(here.job_columns, " ")), found);
  compare("summaries of worlds", fmt::format("{}", fmt::join(there.world_summaries, " ")),
          fmt::format("{}", fmt::join(here.world_summaries, " ")), found);
  compare_studies(there.study, here.study, found);
  if (found.empty()) found.emplace_back("the order of the tables in the study");
  return found;
}

using nlohmann::ordered_json;

ordered_json json_of(const StudyIdentity& identity) {
  ordered_json study = ordered_json::object();
  for (const StudyKey& each : identity.study) study[each.key] = each.value;
  ordered_json object = {{"schema", identity.schema},
                         {"model", identity.model},
                         {"study", study},
                         {"metrics", identity.metrics},
                         {"job_columns", identity.job_columns}};
  if (!identity.world_summaries.empty()) object["world_summaries"] = identity.world_summaries;
  return object;
}

StudyIdentity identity_from(const ordered_json& object) {
  StudyIdentity identity = {.schema = object.at("schema"),
                            .model = object.at("model"),
                            .study = {},
                            .metrics = object.at("metrics"),
                            .job_columns = object.at("job_columns")};
  if (object.contains("world_summaries")) identity.world_summaries = object.at("world_summaries");
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
