#include "experiments/study/design/factor_settings.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/errors.hpp"
#include "experiments/box/description.hpp"

namespace bacelab {

namespace {

/// Keys of [study] that the worlds of a point follow.
bool is_of_worlds(std::string_view key) {
  constexpr auto keys = std::to_array<std::string_view>(
      {"study.start", "study.block_days", "study.start_hour_utc", "study.horizon_hours"});
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

}  // namespace

std::string key_of_factor(const ConfigSection& section, std::string_view key,
                          const std::string& text) {
  std::string dotted;
  try {
    dotted = config::dotted(config::parse_key_path(text, "design"));
  } catch (const InputError&) {
    section.fail(key, "is not the path of a key", "keys joined by dots, such as network.scale");
  }
  if (is_of_worlds(dotted)) return dotted;
  for (const char* common : {"study.", "design.", "output.", "precision."}) {
    if (!dotted.starts_with(common)) continue;
    section.fail(key, "the key " + dotted + " is the same at all points",
                 "a key of the worlds or of a policy");
  }
  return dotted;
}

namespace {

void require_distinct(const ConfigSection& section, const std::vector<SettingValue>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (values[i].key != values[j].key) continue;
      section.fail(values[i].key, "the key is set twice here", "each key once");
    }
  }
}

FactorSetting read_setting(const NamedSection& entry) {
  FactorSetting setting = {entry.name, {}};
  const auto values = entry.section.values(
      "a value, or a list of them, of a key in quotes, such as \"network.scale\" = 0.3",
      "Value of the key of the study that is its name");
  for (const NamedValue& value : values) {
    setting.values.push_back({key_of_factor(entry.section, value.name, value.name), value.value,
                              entry.section.place(value.name)});
  }
  require_distinct(entry.section, setting.values);
  return setting;
}

}  // namespace

std::vector<FactorSetting> read_settings(const ConfigSection& section, std::string_view tables,
                                         std::string_view documentation) {
  std::vector<FactorSetting> settings;
  for (const NamedSection& entry : section.named_tables(tables, documentation)) {
    settings.push_back(read_setting(entry));
  }
  return settings;
}

std::vector<std::string> keys_of(const std::vector<FactorSetting>& settings) {
  std::vector<std::string> keys;
  for (const FactorSetting& setting : settings) {
    for (const SettingValue& value : setting.values) {
      if (std::find(keys.begin(), keys.end(), value.key) == keys.end()) keys.push_back(value.key);
    }
  }
  return keys;
}

void apply(const FactorSetting& setting, ConfigDocument& document) {
  for (const SettingValue& value : setting.values) {
    document.set_value(value.key, value.value, value.place);
  }
}

}  // namespace bacelab
