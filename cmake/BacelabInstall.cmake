# What `cmake --install` puts under a prefix: the program, and the headers and the CMake package that
# plugins are built with. All of it finds itself by relative paths, so that a prefix can be moved.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(headers ${CMAKE_INSTALL_INCLUDEDIR}/bacelab)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/bacelab)

install(TARGETS bacelab RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
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
