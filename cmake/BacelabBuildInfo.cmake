# One generated source with the version and the state of the tree. The target runs in every
# build and rewrites the file only when its text changes, so that only this file and the
# programs that hold it are made again.
set(BACELAB_BUILD_INFO_SOURCE ${PROJECT_BINARY_DIR}/build_info.cpp)

string(TOUPPER "${CMAKE_BUILD_TYPE}" build_type)
string(JOIN " " flags ${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${build_type}} ${BACELAB_FLAGS})

add_custom_target(bacelab_build_info
  COMMAND ${CMAKE_COMMAND}
    -D SOURCE_DIR=${PROJECT_SOURCE_DIR}
    -D TEMPLATE=${PROJECT_SOURCE_DIR}/cmake/build_info.cpp.in
    -D OUTPUT=${BACELAB_BUILD_INFO_SOURCE}
    -D GIT=${GIT_EXECUTABLE}
    -D VERSION=${PROJECT_VERSION}
    "-DCOMPILER=${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}"
    "-DFLAGS=${flags}"
    -P ${PROJECT_SOURCE_DIR}/cmake/write_build_info.cmake
  BYPRODUCTS ${BACELAB_BUILD_INFO_SOURCE}
  COMMENT "Looking at the state of the source tree"
  VERBATIM)
