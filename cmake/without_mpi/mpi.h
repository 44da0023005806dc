#pragma once

// In place of MPI's header in a program that is built without it (-DBACELAB_MPI=OFF): the names
// that mpi_runner/launch/mpi_session.cpp uses. A process without MPI is alone, so that none is ever
// called.

#include <cstdlib>

using MPI_Comm = int;
using MPI_Request = int;
using MPI_Datatype = int;
using MPI_Info = int;
struct MPI_Status {
  int MPI_SOURCE = 0;
  int MPI_TAG = 0;
};

inline constexpr MPI_Comm MPI_COMM_WORLD = 0;
inline constexpr MPI_Comm MPI_COMM_NULL = 0;
inline constexpr MPI_Request MPI_REQUEST_NULL = 0;
inline constexpr MPI_Datatype MPI_BYTE = 0;
inline constexpr MPI_Datatype MPI_INT = 0;
inline constexpr MPI_Info MPI_INFO_NULL = 0;
inline constexpr int MPI_COMM_TYPE_SHARED = 0;
inline constexpr int MPI_THREAD_FUNNELED = 0;
inline constexpr int MPI_ANY_SOURCE = 0;
inline constexpr int MPI_ANY_TAG = 0;
inline MPI_Status* const MPI_STATUS_IGNORE = nullptr;

#define BACELAB_NO_MPI(function)      \
  template <typename... Arguments>    \
  int function(const Arguments&...) { \
    std::abort();                     \
  }
BACELAB_NO_MPI(MPI_Init_thread)
BACELAB_NO_MPI(MPI_Finalize)
BACELAB_NO_MPI(MPI_Abort)
BACELAB_NO_MPI(MPI_Comm_rank)
BACELAB_NO_MPI(MPI_Comm_size)
BACELAB_NO_MPI(MPI_Comm_split_type)
BACELAB_NO_MPI(MPI_Comm_free)
BACELAB_NO_MPI(MPI_Bcast)
BACELAB_NO_MPI(MPI_Gather)
BACELAB_NO_MPI(MPI_Gatherv)
BACELAB_NO_MPI(MPI_Isend)
BACELAB_NO_MPI(MPI_Test)
BACELAB_NO_MPI(MPI_Wait)
BACELAB_NO_MPI(MPI_Probe)
BACELAB_NO_MPI(MPI_Iprobe)
BACELAB_NO_MPI(MPI_Get_count)
BACELAB_NO_MPI(MPI_Recv)
#undef BACELAB_NO_MPI
