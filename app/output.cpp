#include "app/output.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <iostream>

#include "experiments/results/storage_error.hpp"

namespace bacelab {
namespace {

bool reader_has_left() {
  pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT, .revents = 0};
  return poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
}

}  // namespace

void survive_broken_pipe() { std::signal(SIGPIPE, SIG_IGN); }

void finish_output() {
  errno = 0;
  std::cout.flush();
  const int error_number = errno;
  if (std::cout.good() || reader_has_left()) return;
  throw system_storage_error("standard output", "write it", error_number);
}

}  // namespace bacelab
