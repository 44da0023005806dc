#include "app/policy_settings.hpp"

#include <charconv>
#include <optional>
#include <string_view>

#include "core/errors.hpp"
#include "experiments/config/key_path.hpp"

namespace bacelab {
namespace {

std::optional<double> number_of(std::string_view text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

PolicySetting parse_policy_setting(const std::string& text) {
  const std::string where = "--set " + text;
  const auto equals = text.find('=');
  if (equals == std::string::npos) {
    throw InputError(where + ": has no '='; write policies.NAME.PARAMETER=NUMBER");
  }
  const config::KeyPath path = config::parse_key_path(text.substr(0, equals), where);
  if (path.size() != 3 || path[0] != "policies") {
    throw InputError(where +
                     ": only parameters of policies can be set here; write "
                     "policies.NAME.PARAMETER=NUMBER");
  }
  const auto value = number_of(std::string_view(text).substr(equals + 1));
  if (!value) throw InputError(where + ": the value is not a number");
  return {where, path[1], path[2], *value};
}

}  // namespace

std::vector<PolicySetting> parse_policy_settings(const std::vector<std::string>& texts) {
  std::vector<PolicySetting> settings;
  for (const std::string& text : texts) settings.push_back(parse_policy_setting(text));
  return settings;
}

}  // namespace bacelab
