#pragma once

#include <sys/wait.h>
#include <unistd.h>

namespace bacelab::testing {

/// How a child process ended.
struct ChildEnd {
  int status = 0;  ///< as waitpid() tells it

  [[nodiscard]] bool exited_with(int code) const {
    return WIFEXITED(status) && WEXITSTATUS(status) == code;
  }
  [[nodiscard]] bool killed_by(int signal) const {
    return WIFSIGNALED(status) && WTERMSIG(status) == signal;
  }
};

/// Waits for the end of a child process.
inline ChildEnd end_of(pid_t child) {
  ChildEnd end;
  waitpid(child, &end.status, 0);
  return end;
}

/// Calls `body` in a child process. What it returns is the exit status; 99 if it throws.
template <class Body>
pid_t start_child(const Body& body) {
  const pid_t child = fork();
  if (child != 0) return child;
  try {
    _exit(body());
  } catch (...) {
    _exit(99);
  }
}

}  // namespace bacelab::testing
