#pragma once

#include <string_view>

namespace bacelab {

/// Which program this is. The texts live as long as the program.
struct BuildInfo {
  std::string_view version;       ///< of the project, "0.1.0"
  std::string_view git_describe;  ///< last tag, commit and "-dirty"; "unknown" without a history
  std::string_view compiler;      ///< name and version
  std::string_view flags;         ///< those that may change a result
};

/// The values at the last build; refreshed by every build.
[[nodiscard]] BuildInfo build_info() noexcept;

}  // namespace bacelab
