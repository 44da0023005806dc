#pragma once

#include <string>
#include <vector>

namespace bacelab {

/// What was made of a public file, and what a person should know about it: what was read, dropped,
/// filled and assumed, a line each.
template <class Content>
struct Imported {
  Content content;
  std::vector<std::string> notes;
};

/// "1 row", "2 rows".
std::string counted(std::size_t count, const std::string& thing);

}  // namespace bacelab
