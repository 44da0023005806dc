# Options and flags that hold for every target of the project.

option(BACELAB_WARNINGS_AS_ERRORS "A warning stops the build" OFF)
option(BACELAB_FUZZ "Build the fuzzers of tests/fuzz, with both sanitizers (clang)" OFF)
option(BACELAB_MPI "Run studies on the ranks of MPI; without it on the threads of one process" ON)
option(BACELAB_STATIC_HDF5 "Link HDF5 statically where its static libraries are" OFF)
option(BACELAB_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  set(contracts_default ON)
else()
  set(contracts_default OFF)
endif()
option(BACELAB_CONTRACTS "Check the contracts between functions (programmer errors)"
       ${contracts_default})

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# Contraction into FMA changes schedules, and fast-math would too: results must be
# the same to the last bit on every machine.
set(BACELAB_FLAGS -ffp-contract=off -fno-fast-math)
if(BACELAB_SANITIZE)
  list(APPEND BACELAB_FLAGS -fsanitize=address,undefined -fno-sanitize-recover=all
       -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
if(BACELAB_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "BACELAB_FUZZ needs clang, whose libFuzzer finds the inputs. "
                        "Run setup/install.sh fuzzers and use the preset fuzz.")
  endif()
  list(APPEND BACELAB_FLAGS -fsanitize=fuzzer-no-link,address,undefined
       -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
add_compile_options(${BACELAB_FLAGS} -Wall -Wextra -Wshadow -Wconversion)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  add_compile_options(-Wno-restrict) # wrong about std::string's operator+: GCC bug 105651
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 13)
  # Wrong about functions that take the name of an entry and return the entry of a table.
  add_compile_options(-Wno-dangling-reference)
endif()
if(BACELAB_SANITIZE)
  add_compile_options(-Wno-maybe-uninitialized) # g++ 12 sees it in its own headers then
endif()
cmake_host_system_information(RESULT memory_MiB QUERY TOTAL_PHYSICAL_MEMORY)
cmake_host_system_information(RESULT cores QUERY NUMBER_OF_LOGICAL_CORES)
math(EXPR memory_per_core_MiB "${memory_MiB} / ${cores}")
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND memory_per_core_MiB GREATER 3000)
  # A large batch takes 1.7 GB instead of 1.2 GB, and up to a seventh less time.
  add_compile_options(--param=ggc-min-heapsize=1000000) # KiB before g++ collects its garbage
endif()
if(BACELAB_WARNINGS_AS_ERRORS)
  add_compile_options(-Werror)
endif()
# A target with the property BACELAB_CONTRACTS checks them whatever the preset says.
set(checked_by_target $<BOOL:$<TARGET_PROPERTY:BACELAB_CONTRACTS>>)
add_compile_definitions(BACELAB_CONTRACTS=$<OR:$<BOOL:${BACELAB_CONTRACTS}>,${checked_by_target}>)

foreach(flags IN ITEMS "${CMAKE_CXX_FLAGS}" "${CMAKE_CXX_FLAGS_RELEASE}" "$ENV{CXXFLAGS}")
  if(flags MATCHES "-ffast-math|-Ofast|-funsafe-math-optimizations|-ffp-contract=fast")
    message(FATAL_ERROR
      "The compiler flags '${flags}' relax floating-point arithmetic, so results would "
      "not be reproducible. Remove the flag.")
  endif()
endforeach()
