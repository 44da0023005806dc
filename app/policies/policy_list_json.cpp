#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

#include "app/policies/policy_list.hpp"
#include "core/scheduling/policy.hpp"

namespace bacelab {
namespace {

using Json = nlohmann::ordered_json;

Json parameter_array(std::span<const ParameterInfo> parameters) {
  Json array = Json::array();
  for (const ParameterInfo& parameter : parameters) {
    array.push_back({{"name", parameter.name},
                     {"default", parameter.fallback},
                     {"low", parameter.low},
                     {"high", parameter.high},
                     {"description", parameter.description}});
  }
  return array;
}

Json limit_or_null(int max_regions) { return max_regions > 0 ? Json(max_regions) : Json(nullptr); }

template <class Part>
Json part_array(std::span<const PartInfo<Part>> parts) {
  Json array = Json::array();
  for (const PartInfo<Part>& part : parts) {
    array.push_back({{"name", part.name},
                     {"description", part.description},
                     {"max_regions", limit_or_null(part.max_regions)},
                     {"parameters", parameter_array(part.parameters)}});
  }
  return array;
}

Json policy_array() {
  Json array = Json::array();
  for (const PolicySpec& policy : named_policies()) {
    array.push_back({{"name", policy.name},
                     {"ordering", policy.ordering},
                     {"blocking", policy.blocking},
                     {"path_finder", policy.path_finder},
                     {"allocator", policy.allocator},
                     {"max_regions", limit_or_null(max_regions_of(policy))},
                     {"parameters", parameter_array(parameters_of(policy))}});
  }
  return array;
}

}  // namespace

void write_policies_json(std::ostream& out) {
  const Json lists = {{"policies", policy_array()},
                      {"orderings", part_array(orderings())},
                      {"path_finders", part_array(path_finders())},
                      {"allocators", part_array(allocators())}};
  out << lists.dump(1) << '\n';
}

}  // namespace bacelab
