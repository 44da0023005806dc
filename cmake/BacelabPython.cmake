# Policies in Python: the host, a plugin of its own beside the program, which itself does not link
# Python; the module bacelab._simulator, which runs a world in a process of Python; and the package
# bacelab. Built where Python and pybind11 can be built with.

# The system's Python, whose modules come from packages; not the first one of a PATH.
if(NOT Python3_EXECUTABLE AND EXISTS /usr/bin/python3)
  set(Python3_EXECUTABLE /usr/bin/python3)
endif()
find_package(Python3 3.9 QUIET COMPONENTS Interpreter Development)
find_path(BACELAB_PYBIND11_INCLUDE pybind11/embed.h)
if(NOT Python3_FOUND OR NOT BACELAB_PYBIND11_INCLUDE)
  bacelab_found(optional:Python3 Python3-NOTFOUND)
  bacelab_found(optional:BACELAB_PYBIND11_INCLUDE ${BACELAB_PYBIND11_INCLUDE})
  message(STATUS "Policies in Python are left out: they need python3-dev and pybind11-dev")
  return()
endif()
bacelab_found(optional:Python3 ${Python3_EXECUTABLE} ${Python3_INCLUDE_DIRS}/Python.h)
bacelab_found(optional:BACELAB_PYBIND11_INCLUDE ${BACELAB_PYBIND11_INCLUDE}/pybind11/embed.h)

# pybind11's own names are hidden, and so must be what is made of them.
function(hide_names_of_python target)
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR})
  target_include_directories(${target} SYSTEM PRIVATE ${BACELAB_PYBIND11_INCLUDE} ${Python3_INCLUDE_DIRS})
  set_target_properties(${target} PROPERTIES CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
endfunction()

# The classes of policies, for the host and for the module.
file(GLOB class_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/python_host/*.cpp)
set(host_sources ${class_sources})
list(FILTER host_sources INCLUDE REGEX "/(host|interpreter)\\.cpp$")
list(REMOVE_ITEM class_sources ${host_sources})
add_library(bacelab_python_classes STATIC ${class_sources})
hide_names_of_python(bacelab_python_classes)
set_target_properties(bacelab_python_classes PROPERTIES POSITION_INDEPENDENT_CODE ON)

add_library(bacelab_python MODULE ${host_sources})
hide_names_of_python(bacelab_python)
target_link_libraries(bacelab_python PRIVATE bacelab_python_classes Python3::Python ${CMAKE_DL_LIBS})
target_compile_definitions(bacelab_python PRIVATE BACELAB_PYTHON="${Python3_EXECUTABLE}")
set_target_properties(bacelab_python PROPERTIES PREFIX "" LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})

# The module is what reads a world, runs it and writes the answer; it hides the names of core and of the
# reading as its own.
file(GLOB module_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/python_module/*.cpp)
add_library(bacelab_simulator MODULE ${module_sources})
hide_names_of_python(bacelab_simulator)
compile_quickly(bacelab_simulator)
bacelab_take_whole(bacelab_simulator bacelab_core)
foreach(library IN ITEMS bacelab_core bacelab_scenario)
  target_link_options(bacelab_simulator PRIVATE
    "LINKER:--exclude-libs,$<TARGET_FILE_NAME:${library}>")
endforeach()
target_link_libraries(bacelab_simulator PRIVATE bacelab_python_classes bacelab_scenario Python3::Module)
set_target_properties(bacelab_simulator PROPERTIES PREFIX "" OUTPUT_NAME _simulator
  SUFFIX .${Python3_SOABI}.so LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/python/bacelab)

# The package.
file(GLOB_RECURSE modules CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/python
  ${PROJECT_SOURCE_DIR}/python/*.py ${PROJECT_SOURCE_DIR}/python/*.typed)
foreach(module IN LISTS modules)
  set(copy ${PROJECT_BINARY_DIR}/python/${module})
  add_custom_command(OUTPUT ${copy}
    COMMAND ${CMAKE_COMMAND} -E copy ${PROJECT_SOURCE_DIR}/python/${module} ${copy}
    DEPENDS ${PROJECT_SOURCE_DIR}/python/${module} VERBATIM)
  list(APPEND copies ${copy})
endforeach()
add_custom_target(bacelab_package DEPENDS ${copies})
add_dependencies(bacelab_python bacelab_package bacelab_simulator)
# Whoever builds the program alone has policies in Python, too.
add_dependencies(bacelab bacelab_python)

# The installed program looks for it in ../lib/bacelab, whatever the libraries' folder of the system.
install(TARGETS bacelab_python LIBRARY DESTINATION lib/bacelab COMPONENT program)
install(TARGETS bacelab_simulator LIBRARY DESTINATION lib/bacelab/python/bacelab COMPONENT program)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/python/bacelab DESTINATION lib/bacelab/python
  COMPONENT program FILES_MATCHING PATTERN "*.py" PATTERN "*.typed")
