#include "app/help/word_lists.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "app/init/samples.hpp"
#include "core/scheduling/policies/catalog.hpp"
#include "core/simulation/metrics.hpp"
#include "experiments/study/study_file.hpp"

namespace bacelab {
namespace {

/// The keys of a study with all policies of the program; no tables, nor what has a name of the
/// user's in it.
std::vector<std::string> keys_of_studies(const std::vector<std::string>& policies) {
  const std::string text = fmt::format("[study]\npolicies = [\"{}\"]\n[regions]\ncount = 8\n",
                                       fmt::join(policies, "\", \""));
  std::vector<std::string> keys;
  for (const ConfigOption& option : StudyFile::read(text, "study.toml", {}).keys()) {
    const bool is_table = option.type == "table" || option.type == "named tables";
    const bool is_of_users =
        option.path.starts_with("region.") || option.path.starts_with("templates.");
    if (!is_table && !is_of_users) keys.push_back(option.path + "=");
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

}  // namespace

std::map<std::string, std::vector<std::string>> word_lists() {
  std::vector<std::string> studies;
  if (const auto folder = folder_of_samples()) {
    for (const SampleStudy& sample : samples_in(*folder)) studies.push_back(sample.name);
  }
  std::vector<std::string> policies = built_in_catalog().policies().names();
  std::vector<std::string> keys = keys_of_studies(policies);
  return {{"policies", std::move(policies)},
          {"metrics", metric_registry().names()},
          {"studies", std::move(studies)},
          {"keys", std::move(keys)}};
}

std::string list_of_option(const std::string& option, const std::string& value) {
  constexpr std::array<std::string_view, 4> of_policies = {"--policy", "--baseline", "--against",
                                                           "--try"};
  if (std::find(of_policies.begin(), of_policies.end(), option) != of_policies.end()) {
    return "policies";
  }
  if (option == "--metric" || (option == "--output" && value == "TEXT")) return "metrics";
  if (option == "--set") return "keys";
  if (value == "STUDY") return "studies";
  return "";
}

}  // namespace bacelab
