# What `cmake --install` puts under a prefix: the program with its manual pages, completions, studies
# and documentation, and the headers and the CMake package that plugins are built with. All of it finds
# itself by relative paths, so that a prefix can be moved.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(headers ${CMAKE_INSTALL_INCLUDEDIR}/bacelab)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/bacelab)

install(TARGETS bacelab RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)

# `bacelab init` looks for the studies in ../share/bacelab/configs, or beside the program of this tree.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/configs DESTINATION share/bacelab COMPONENT program
  USE_SOURCE_PERMISSIONS)
set(beside ${PROJECT_BINARY_DIR}/share/bacelab)
file(MAKE_DIRECTORY ${beside})
file(RELATIVE_PATH configs ${beside} ${PROJECT_SOURCE_DIR}/configs)
file(CREATE_LINK ${configs} ${beside}/configs SYMBOLIC)

# The program itself writes its manual pages and completions, when it is installed; where it does not
# run, on the machine of a cross-compiler, they are left out.
if(NOT CMAKE_CROSSCOMPILING)
  set(written ${PROJECT_BINARY_DIR}/written_by_program)
  install(CODE "
    set(PROGRAM \"$<TARGET_FILE:bacelab>\")
    set(OUTPUT \"${written}\")
    include(\"${CMAKE_CURRENT_LIST_DIR}/write_pages.cmake\")" COMPONENT program)
  install(DIRECTORY ${written}/ DESTINATION share COMPONENT program)
endif()

# As in the source tree, so that the links between the pages lead somewhere.
set(doc share/doc/bacelab)
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/LICENSE
  ${PROJECT_SOURCE_DIR}/CHANGELOG.md ${PROJECT_SOURCE_DIR}/CONTRIBUTING.md
  ${PROJECT_SOURCE_DIR}/SECURITY.md ${PROJECT_SOURCE_DIR}/CITATION.cff DESTINATION ${doc}
  COMPONENT program)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs ${PROJECT_SOURCE_DIR}/examples
  ${PROJECT_SOURCE_DIR}/packaging ${PROJECT_SOURCE_DIR}/slurm DESTINATION ${doc} COMPONENT program
  USE_SOURCE_PERMISSIONS
  PATTERN build EXCLUDE PATTERN __pycache__ EXCLUDE)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/core DESTINATION ${headers} COMPONENT plugins
  FILES_MATCHING PATTERN "*.hpp")
install(FILES ${CMAKE_CURRENT_LIST_DIR}/package/plugin.hpp DESTINATION ${headers}
  COMPONENT plugins)

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/package/bacelab-config.cmake.in
  ${PROJECT_BINARY_DIR}/bacelab-config.cmake INSTALL_DESTINATION ${package}
  PATH_VARS CMAKE_INSTALL_INCLUDEDIR CMAKE_INSTALL_BINDIR)
# The interface of plugins may change with every 0.x.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/bacelab-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/bacelab-config.cmake
  ${PROJECT_BINARY_DIR}/bacelab-config-version.cmake
  ${CMAKE_CURRENT_LIST_DIR}/package/bacelab_add_plugin.cmake
  DESTINATION ${package} COMPONENT plugins)

# For `module use PREFIX/share/modulefiles`.
install(FILES ${PROJECT_SOURCE_DIR}/packaging/modulefiles/bacelab
  DESTINATION share/modulefiles/bacelab RENAME ${PROJECT_VERSION} COMPONENT program)
