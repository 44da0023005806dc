# Generated sources belong to no batch of a unity build: they change by themselves.
function(compile_alone)
  set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# Compiles the sources of each folder of core together in a unity build, so that what the compiler
# can inline doesn't depend on the number of files. All others are compiled together.
function(unite_folders target)
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    cmake_path(GET source PARENT_PATH folder)
    cmake_path(RELATIVE_PATH folder BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE group)
    string(REPLACE "/" "_" group ${group})
    if(NOT group MATCHES "^core")
      set(group others)
    endif()
    set_property(SOURCE ${source} PROPERTY UNITY_GROUP ${group})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
endfunction()

# Headers cost more than the sources: a unity build of few large batches takes half the time. Helpers
# in anonymous namespaces have names of their own in a layer.
set(CMAKE_UNITY_BUILD_BATCH_SIZE 50)

# bacelab_part(NAME SOURCES file... [LINK target...]): the static library bacelab_NAME of a few files of a
# layer, compiled once for the program and for the module of Python.
function(bacelab_part name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINK")
  add_library(bacelab_${name} STATIC ${arg_SOURCES})
  set_target_properties(bacelab_${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_include_directories(bacelab_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(bacelab_${name} PUBLIC ${arg_LINK})
  compile_quickly(bacelab_${name})
endfunction()

# bacelab_layer(NAME [LINK target...] [SOURCES file...] [QUICKLY folder...] [PARTS name...]): the static
# library bacelab_NAME of all NAME/**/*.cpp, without those of the parts, which it links; those in
# NAME/folder are compiled quickly. A layer without sources is an interface, so that others still link it.
function(bacelab_layer name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINK;SOURCES;QUICKLY;PARTS")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${name}/*.cpp)
  foreach(part IN LISTS arg_PARTS)
    get_target_property(own bacelab_${part} SOURCES)
    list(REMOVE_ITEM sources ${own})
    list(APPEND arg_LINK bacelab_${part})
  endforeach()
  if(arg_QUICKLY)
    set(quick ${sources})
    list(JOIN arg_QUICKLY "|" folders)
    list(FILTER quick INCLUDE REGEX "^${PROJECT_SOURCE_DIR}/${name}/(${folders})/")
    list(REMOVE_ITEM sources ${quick})
    add_library(bacelab_${name}_quick OBJECT ${quick})
    target_include_directories(bacelab_${name}_quick PRIVATE ${PROJECT_SOURCE_DIR})
    target_link_libraries(bacelab_${name}_quick PRIVATE ${arg_LINK})
    compile_quickly(bacelab_${name}_quick)
    list(APPEND sources $<TARGET_OBJECTS:bacelab_${name}_quick>)
  endif()
  if(sources OR arg_SOURCES)
    add_library(bacelab_${name} STATIC ${sources} ${arg_SOURCES})
    set(scope PUBLIC)
  else()
    add_library(bacelab_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  compile_alone(${arg_SOURCES})
  target_include_directories(bacelab_${name} ${scope} ${PROJECT_SOURCE_DIR})
  target_link_libraries(bacelab_${name} ${scope} ${arg_LINK})
endfunction()

# All of a library, used or not, and before the objects of the target.
function(bacelab_take_whole target library)
  target_link_options(${target} PRIVATE "LINKER:--whole-archive" $<TARGET_FILE:${library}>
    "LINKER:--no-whole-archive")
endfunction()

# A program that plugins find all of core's functions in.
function(bacelab_take_plugins program)
  set_target_properties(${program} PROPERTIES ENABLE_EXPORTS ON)
  bacelab_take_whole(${program} bacelab_core)
  target_link_libraries(${program} PRIVATE ${CMAKE_DL_LIBS})
endfunction()

# For code that draws worlds and runs policies in them, where the time of a study goes: -O3 makes it a
# few per cent faster than -O2, and takes a fifth longer to compile.
function(compile_for_speed target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O3>)
endfunction()

# For code whose speed is not felt, since it reads studies, writes results, prints and draws, or is for
# tests: -O3 takes half as long again to compile.
function(compile_quickly target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
endfunction()

# bacelab_program([LINK target...] [SOURCES file...]): the program of app/**/*.cpp. All but
# main.cpp is compiled once for the program and for the tests of the commands.
function(bacelab_program)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "LINK;SOURCES")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/app/*.cpp)
  set(main ${PROJECT_SOURCE_DIR}/app/main.cpp)
  if(NOT main IN_LIST sources)
    message(STATUS "app/main.cpp is missing: the program is skipped")
    return()
  endif()
  list(REMOVE_ITEM sources ${main})
  list(APPEND sources ${arg_SOURCES})
  add_executable(bacelab ${main})
  target_include_directories(bacelab PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(bacelab PRIVATE ${arg_LINK})
  compile_quickly(bacelab)
  set_target_properties(bacelab PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
  bacelab_take_plugins(bacelab)
  if(sources)
    add_library(bacelab_app OBJECT ${sources})
    compile_alone(${arg_SOURCES})
    compile_quickly(bacelab_app) # what computes is in the layers below
    target_include_directories(bacelab_app PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(bacelab_app PUBLIC ${arg_LINK})
    target_link_libraries(bacelab PRIVATE bacelab_app)
  endif()
endfunction()
