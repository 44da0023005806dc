#pragma once

#include <string_view>

#include "core/registry.hpp"
#include "experiments/text/section.hpp"

namespace bacelab {

/// The entry of a registry that a key names; the first one if the key is missing. Throws
/// InputError.
template <class Entry>
const Entry& read_choice(const ConfigSection& section, std::string_view key,
                         const Registry<Entry>& registry, std::string_view documentation) {
  const auto name = section.choice(key, registry.front().name, registry.names(), documentation);
  return *registry.find(name);
}

/// The entry of a registry that a key names, which must be given. Throws InputError.
template <class Entry>
const Entry& read_required_choice(const ConfigSection& section, std::string_view key,
                                  const Registry<Entry>& registry, std::string_view documentation) {
  return *registry.find(section.required_choice(key, registry.names(), documentation));
}

}  // namespace bacelab
