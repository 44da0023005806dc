#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "core/registry.hpp"
#include "experiments/text/section.hpp"

namespace bacelab {

/// One option for a random process of a study, which reads its own keys. A new one is a new file
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
                                            const Registry<ProcessInfo<Process>>& registry,
                                            std::string_view documentation) {
  return read_choice(section, key, registry, documentation).make(section);
}

/// Reads jobs.count, which some processes need beforehand.
inline std::size_t read_job_count(const ConfigSection& root) {
  return static_cast<std::size_t>(
      root.table("jobs", "The jobs").integer("count", 8, Bounds::between(1, 1e8), "Jobs of a run"));
}

}  // namespace bacelab
