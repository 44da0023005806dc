# The host of policies in Python, a plugin of its own beside the program, which itself does not link
# Python. Built where Python and pybind11 can be built with.

# The system's Python, whose modules come from packages; not the first one of a PATH.
if(NOT Python3_EXECUTABLE AND EXISTS /usr/bin/python3)
  set(Python3_EXECUTABLE /usr/bin/python3)
endif()
find_package(Python3 3.9 QUIET COMPONENTS Interpreter Development.Embed)
find_path(BACELAB_PYBIND11_INCLUDE pybind11/embed.h)
if(NOT Python3_FOUND OR NOT BACELAB_PYBIND11_INCLUDE)
  bacelab_found(optional:Python3 Python3-NOTFOUND)
  bacelab_found(optional:BACELAB_PYBIND11_INCLUDE ${BACELAB_PYBIND11_INCLUDE})
  message(STATUS "Policies in Python are left out: they need python3-dev and pybind11-dev")
  return()
endif()
bacelab_found(optional:Python3 ${Python3_EXECUTABLE} ${Python3_INCLUDE_DIRS}/Python.h)
bacelab_found(optional:BACELAB_PYBIND11_INCLUDE ${BACELAB_PYBIND11_INCLUDE}/pybind11/embed.h)

file(GLOB host_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/python_host/*.cpp)
add_library(bacelab_python MODULE ${host_sources})
target_include_directories(bacelab_python PRIVATE ${PROJECT_SOURCE_DIR})
target_include_directories(bacelab_python SYSTEM PRIVATE ${BACELAB_PYBIND11_INCLUDE})
target_link_libraries(bacelab_python PRIVATE Python3::Python ${CMAKE_DL_LIBS})
target_compile_definitions(bacelab_python PRIVATE BACELAB_PYTHON="${Python3_EXECUTABLE}")
# pybind11's own names are hidden, and so must be what is made of them.
set_target_properties(bacelab_python PROPERTIES PREFIX "" CXX_VISIBILITY_PRESET hidden
  VISIBILITY_INLINES_HIDDEN ON LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})

# The modules that it needs lie beside it.
file(GLOB_RECURSE modules CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/python
  ${PROJECT_SOURCE_DIR}/python/*.py)
foreach(module IN LISTS modules)
  set(copy ${PROJECT_BINARY_DIR}/python/${module})
  add_custom_command(OUTPUT ${copy}
    COMMAND ${CMAKE_COMMAND} -E copy ${PROJECT_SOURCE_DIR}/python/${module} ${copy}
    DEPENDS ${PROJECT_SOURCE_DIR}/python/${module} VERBATIM)
  list(APPEND copies ${copy})
endforeach()
target_sources(bacelab_python PRIVATE ${copies})

# The installed program looks for it in ../lib/bacelab, whatever the libraries' folder of the system.
install(TARGETS bacelab_python LIBRARY DESTINATION lib/bacelab COMPONENT program)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/python/bacelab DESTINATION lib/bacelab/python
  COMPONENT program FILES_MATCHING PATTERN "*.py")
