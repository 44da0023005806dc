#pragma once

namespace bacelab {

/// How the program ended, as its exit status says.
enum class ExitCode : int {
  done = 0,
  internal_error = 1,
  different = 1,  ///< of two results that `diff` compared
  bad_input = 2,
  incomplete = 3,             ///< finished, but some runs failed or got stuck
  precision_not_reached = 4,  ///< within the maximum of replications
  interrupted = 75,           ///< in good order; resume to continue
};

}  // namespace bacelab
