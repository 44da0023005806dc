#pragma once

#include <cstddef>
#include <string>

namespace bacelab {

/// "1:05" (m:s), "2:01:05" (h:m:s).
std::string clock_text(double seconds);

/// "12,345".
std::string grouped(std::size_t number);

}  // namespace bacelab
