#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/config/section.hpp"

namespace bacelab {

/// One choice for a random process of a study, which reads its own keys. A new one is a new file
/// and a line in its registry.
template <class Process>
struct ProcessInfo {
  std::string_view name;
  std::string_view description;
  std::shared_ptr<const Process> (*make)(const ConfigSection&);
};

/// Makes the process that `key` of the section names.
template <class Process>
std::shared_ptr<const Process> make_process(const ConfigSection& section, std::string_view key,
                                            std::span<const ProcessInfo<Process>> registry,
                                            std::string_view documentation) {
  std::vector<std::string> names;
  for (const auto& info : registry) names.emplace_back(info.name);
  const std::string chosen = section.choice(key, names.front(), names, documentation);
  for (const auto& info : registry) {
    if (info.name == chosen) return info.make(section);
  }
  return nullptr;
}

}  // namespace bacelab
