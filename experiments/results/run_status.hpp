#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace bacelab {

/// What became of one run. The numbers are those of the results file.
enum class RunStatus : std::uint8_t {
  not_run = 0,  ///< it did not take place
  done = 1,     ///< every job was served
  stuck = 2,    ///< jobs were left that nothing could ever start
  failed = 3,   ///< it ended with an error
};

/// The names of the statuses, in the order of their numbers.
inline constexpr std::array<std::string_view, 4> run_status_names = {"not_run", "done", "stuck",
                                                                     "failed"};

}  // namespace bacelab
