#include "experiments/import/imported.hpp"

#include <fmt/format.h>

namespace bacelab {

std::string counted(std::size_t count, const std::string& thing) {
  return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

}  // namespace bacelab
