#include "experiments/study/fitting_choice.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>

#include "core/errors.hpp"
#include "experiments/study/whole_study.hpp"

namespace bacelab {
namespace {

using config::KeyPath;

/// Ends a reading: the keys of a study are known after one point.
struct EnoughWasRead {};

std::function<void()> after_one_point() {
  return [points = 0]() mutable {
    if (++points > 1) throw EnoughWasRead();
  };
}

bool has_key_with(ConfigDocument study, const KeyPath& key, const ConfigOption& choice,
                  const std::string& name) {
  study.set_value(choice.path, config::to_value(name), "");
  try {
    read_whole_study(study, after_one_point());
  } catch (const EnoughWasRead&) {
  } catch (const InputError&) {
    // Keys of the file may not fit the choice, which is not made.
  }
  const std::vector<ConfigOption> options = study.options();
  return std::any_of(options.begin(), options.end(), [&](const ConfigOption& option) {
    return option.path == config::dotted(key);
  });
}

/// How many tables hold both.
std::ptrdiff_t nearness(const ConfigOption& option, const KeyPath& key) {
  const KeyPath path = config::parse_key_path(option.path, "");
  return std::mismatch(path.begin(), path.end(), key.begin(), key.end()).first - path.begin();
}

}  // namespace

std::string fitting_choice(const ConfigDocument& study, const KeyPath& key,
                           const std::vector<ConfigOption>& known) {
  std::vector<ConfigOption> choices;
  std::copy_if(known.begin(), known.end(), std::back_inserter(choices),
               [&](const ConfigOption& option) {
                 return !option.choices.empty() && nearness(option, key) > 0;
               });
  std::stable_sort(choices.begin(), choices.end(),
                   [&](const ConfigOption& a, const ConfigOption& b) {
                     return nearness(a, key) > nearness(b, key);
                   });
  for (const ConfigOption& choice : choices) {
    std::vector<std::string> fitting;
    for (const std::string& name : choice.choices) {
      if (has_key_with(study, key, choice, name)) fitting.push_back(fmt::format("\"{}\"", name));
    }
    if (!fitting.empty()) return fmt::format("{} = {}", choice.path, fmt::join(fitting, " or "));
  }
  return "";
}

}  // namespace bacelab
