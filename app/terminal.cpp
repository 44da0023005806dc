#include "app/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

namespace bacelab {

std::size_t output_width() {
  constexpr std::size_t without_terminal = 100;
  constexpr std::size_t narrowest = 60;
  winsize size = {};
  const bool is_terminal = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0;
  if (!is_terminal || size.ws_col == 0) return without_terminal;
  return std::max<std::size_t>(size.ws_col, narrowest);
}

}  // namespace bacelab
