#pragma once

#include "mpi_runner/launch/mpi_session.hpp"

namespace bacelab::testing {

/// MPI of the test program: a process can start it only once.
inline MpiSession& session() {
  static MpiSession mpi;
  return mpi;
}

}  // namespace bacelab::testing
