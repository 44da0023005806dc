#pragma once

#include <cstddef>
#include <iosfwd>

namespace bacelab {

/// Writes the named policies, and the orderings, path finders and allocators with their
/// parameters, in lines of at most `width` characters.
void write_policies(std::ostream& out, std::size_t width);

/// The same as one JSON object: {"policies": [...], "orderings": [...], "path_finders": [...],
/// "allocators": [...]}.
void write_policies_json(std::ostream& out);

}  // namespace bacelab
