# `cpack -G DEB` (or TGZ) in the build tree: a package of what `cmake --install` installs.
set(BACELAB_PACKAGE_CONTACT "The bacelab developers <bacelab@example.org>" CACHE STRING
  "Who answers for packages made here: Name <address>")

# It finds which packages the libraries that are linked come from.
find_program(BACELAB_SHLIBDEPS dpkg-shlibdeps)
bacelab_found(optional:BACELAB_SHLIBDEPS ${BACELAB_SHLIBDEPS})

set(CPACK_PACKAGE_NAME bacelab)
set(CPACK_PACKAGE_CONTACT ${BACELAB_PACKAGE_CONTACT})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY
  "Monte Carlo studies of schedulers for geo-distributed LLM training")
set(CPACK_PACKAGE_DESCRIPTION
  "bacelab runs scheduling policies in the same thousands of random worlds,
over MPI ranks and threads, and estimates the differences between policies
with confidence intervals. Results are reproducible to the last bit.
Policies of one's own are plugins in C++ or Python.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE
  GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_GENERATOR TGZ)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
# Without it the package would name no dependencies: better none is made.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS
  "gnuplot-nox, mpi-default-bin, python3-numpy, qpdf")
# The Python package; what these recommend themselves is 200 packages more.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "python3-h5netcdf, python3-pandas, python3-xarray")
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/finish_package.cmake)
configure_file(${CMAKE_CURRENT_LIST_DIR}/cpack_options.cmake.in
  ${PROJECT_BINARY_DIR}/cpack_options.cmake @ONLY)
set(CPACK_PROJECT_CONFIG_FILE ${PROJECT_BINARY_DIR}/cpack_options.cmake)
include(CPack)
