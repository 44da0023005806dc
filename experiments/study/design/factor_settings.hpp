#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "experiments/text/document.hpp"
#include "experiments/text/section.hpp"

namespace bacelab {

/// A key and the value that a setting gives it.
struct SettingValue {
  std::string key;  ///< dotted
  config::Value value;
  std::string place;  ///< where it is given, for messages
};

/// A named set of keys with their values: one element of a factor that changes several keys at
/// once, or a case. Other keys are as in the study.
struct FactorSetting {
  std::string name;
  std::vector<SettingValue> values;
};

/// The dotted key without quotes and blanks that it could do without. Throws InputError, in the
/// name of `key` in the section, unless a factor may set it.
std::string key_of_factor(const ConfigSection& section, std::string_view key,
                          const std::string& text);

/// Reads [NAME.KEYS] of a table `tables` of the section. Throws InputError.
std::vector<FactorSetting> read_settings(const ConfigSection& section, std::string_view tables,
                                         std::string_view documentation);

/// All keys that the settings set, each once, in the order in which they first stand there.
std::vector<std::string> keys_of(const std::vector<FactorSetting>& settings);

/// Sets the keys of one setting.
void apply(const FactorSetting& setting, ConfigDocument& document);

}  // namespace bacelab
