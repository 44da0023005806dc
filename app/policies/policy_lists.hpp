#pragma once

#include <cstddef>
#include <iosfwd>
#include <vector>

#include "core/scheduling/policies/catalog.hpp"
#include "experiments/study/plugins.hpp"

namespace bacelab {

/// Writes the named policies, and the orderings, path finders and allocators with their
/// parameters, in lines of at most `width` characters.
void write_policies(std::ostream& out, const PolicyCatalog& catalog, std::size_t width);

/// The plugins that were given, each with the version that its author gives it.
void write_plugins(std::ostream& out, const std::vector<Plugin>& plugins);

/// All of it as one JSON object: {"policies": [...], "orderings": [...], "path_finders": [...],
/// "allocators": [...], "whole_policies": [...], "plugins": [...]}.
void write_policies_json(std::ostream& out, const PolicyCatalog& catalog,
                         const std::vector<Plugin>& plugins);

}  // namespace bacelab
