# Everything that is required of the system, in one place. Each find_* is followed by
# bacelab_found(NAME PATH...): the paths go to found_packages.txt in the build tree, where
# tests/house/test_packages.py compares them with setup/packages*.txt. What is missing is said at
# once, at the end.

function(bacelab_found name)
  foreach(path IN LISTS ARGN)
    set_property(GLOBAL APPEND PROPERTY BACELAB_FOUND "${name}\t${path}")
  endforeach()
endfunction()

# bacelab_need(NAME FOUND PACKAGE): without it nothing can be built. PACKAGE is Debian's.
function(bacelab_need name found package)
  if(NOT found)
    set_property(GLOBAL APPEND PROPERTY BACELAB_MISSING "  ${name}  (Debian: ${package})")
  endif()
endfunction()

function(bacelab_stop_if_missing)
  get_property(missing GLOBAL PROPERTY BACELAB_MISSING)
  if(NOT missing)
    return()
  endif()
  list(JOIN missing "\n" lines)
  message(FATAL_ERROR "What bacelab is built with is missing, by the names of CMake:\n${lines}\n"
    "Install it (Debian: setup/install.sh), or name the prefixes where it is: "
    "CMAKE_PREFIX_PATH=/one:/two in the environment.")
endfunction()

function(bacelab_write_found_packages)
  get_property(lines GLOBAL PROPERTY BACELAB_FOUND)
  list(REMOVE_DUPLICATES lines)
  list(JOIN lines "\n" text)
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/found_packages.txt CONTENT "${text}\n" @ONLY)
endfunction()

bacelab_found(cmake ${CMAKE_COMMAND} ${CMAKE_CTEST_COMMAND})
bacelab_found(build_tool ${CMAKE_MAKE_PROGRAM})
bacelab_found(compiler ${CMAKE_C_COMPILER} ${CMAKE_CXX_COMPILER})

# ccache is a convenience: used if present, never required.
find_program(BACELAB_CCACHE ccache)
if(BACELAB_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${BACELAB_CCACHE})
endif()
bacelab_found(optional:BACELAB_CCACHE ${BACELAB_CCACHE})

# A source tree from a tarball has no history and needs no git.
find_package(Git QUIET)
if(Git_FOUND)
  bacelab_found(Git ${GIT_EXECUTABLE})
else()
  bacelab_found(Git GIT_EXECUTABLE-NOTFOUND)
endif()

find_package(OpenMP QUIET COMPONENTS CXX)
bacelab_need(OpenMP "${OpenMP_CXX_FOUND}" g++)
bacelab_found(OpenMP ${CMAKE_CXX_COMPILER}) # part of g++; clang's is in packages-fuzzers.txt

add_library(bacelab_mpi INTERFACE)
if(BACELAB_MPI)
  set(MPI_CXX_SKIP_MPICXX TRUE) # the C interface: the C++ one was removed from MPI
  find_package(MPI QUIET COMPONENTS CXX)
  bacelab_need("MPI (or -DBACELAB_MPI=OFF)" "${MPI_CXX_FOUND}" libopenmpi-dev)
  bacelab_found(MPI ${MPI_CXX_HEADER_DIR}/mpi.h ${MPIEXEC_EXECUTABLE})
  if(MPI_CXX_FOUND)
    target_link_libraries(bacelab_mpi INTERFACE MPI::MPI_CXX)
  endif()
else()
  target_include_directories(bacelab_mpi INTERFACE ${CMAKE_CURRENT_LIST_DIR}/without_mpi)
endif()

find_package(HDF5 QUIET COMPONENTS C HL)
find_path(BACELAB_HDF5_HL_INCLUDE hdf5_hl.h HINTS ${HDF5_INCLUDE_DIRS})
bacelab_need(HDF5 "${HDF5_FOUND}" libhdf5-dev)
bacelab_need(hdf5_hl.h "${BACELAB_HDF5_HL_INCLUDE}" libhdf5-dev)
bacelab_found(HDF5 ${HDF5_C_LIBRARY_hdf5})
bacelab_found(BACELAB_HDF5_HL_INCLUDE ${BACELAB_HDF5_HL_INCLUDE}/hdf5_hl.h)

find_package(TBB QUIET CONFIG)
bacelab_need(TBB "${TBB_FOUND}" libtbb-dev)
bacelab_found(TBB ${TBB_CONFIG})

find_package(tomlplusplus QUIET CONFIG)
bacelab_need(tomlplusplus "${tomlplusplus_FOUND}" libtomlplusplus-dev)
bacelab_found(tomlplusplus ${tomlplusplus_CONFIG})

find_package(nlohmann_json QUIET CONFIG)
bacelab_need(nlohmann_json "${nlohmann_json_FOUND}" nlohmann-json3-dev)
bacelab_found(nlohmann_json ${nlohmann_json_CONFIG})

find_package(fmt QUIET CONFIG)
bacelab_need(fmt "${fmt_FOUND}" libfmt-dev)
bacelab_found(fmt ${fmt_CONFIG})

find_package(CLI11 QUIET CONFIG)
bacelab_need(CLI11 "${CLI11_FOUND}" libcli11-dev)
bacelab_found(CLI11 ${CLI11_CONFIG})

if(POLICY CMP0167)
  cmake_policy(SET CMP0167 NEW) # Boost's own package: from CMake 3.30 on there is no module for it
endif()
find_package(Boost 1.74 QUIET)
bacelab_need("Boost 1.74" "${Boost_FOUND}" libboost-dev)
bacelab_found(Boost ${Boost_INCLUDE_DIRS}/boost/math/distributions.hpp)

find_path(BACELAB_RANDOM123_INCLUDE Random123/philox.h)
bacelab_need(Random123/philox.h "${BACELAB_RANDOM123_INCLUDE}" librandom123-dev)
bacelab_found(BACELAB_RANDOM123_INCLUDE ${BACELAB_RANDOM123_INCLUDE}/Random123/philox.h)

find_path(BACELAB_SLEEF_INCLUDE sleef.h)
find_library(BACELAB_SLEEF_LIBRARY sleef)
bacelab_need(sleef.h "${BACELAB_SLEEF_INCLUDE}" libsleef-dev)
bacelab_need(libsleef "${BACELAB_SLEEF_LIBRARY}" libsleef-dev)
bacelab_found(BACELAB_SLEEF_INCLUDE ${BACELAB_SLEEF_INCLUDE}/sleef.h)
bacelab_found(BACELAB_SLEEF_LIBRARY ${BACELAB_SLEEF_LIBRARY})

# Used as a header, so that nothing is linked.
find_path(BACELAB_XXHASH_INCLUDE xxhash.h)
bacelab_need(xxhash.h "${BACELAB_XXHASH_INCLUDE}" libxxhash-dev)
bacelab_found(BACELAB_XXHASH_INCLUDE ${BACELAB_XXHASH_INCLUDE}/xxhash.h)

bacelab_stop_if_missing()

include(BacelabHdf5)

# An imported or interface target drops a directory that the compiler searches anyway.
add_library(bacelab_random123 INTERFACE)
target_include_directories(bacelab_random123 SYSTEM INTERFACE ${BACELAB_RANDOM123_INCLUDE})
add_library(bacelab_sleef INTERFACE)
target_include_directories(bacelab_sleef SYSTEM INTERFACE ${BACELAB_SLEEF_INCLUDE})
target_link_libraries(bacelab_sleef INTERFACE ${BACELAB_SLEEF_LIBRARY})
