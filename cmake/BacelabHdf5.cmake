# bacelab_hdf5: HDF5 and its high-level library. Statically with BACELAB_STATIC_HDF5, if they are there:
# Debian 12's shared library reads from web servers, too, and to load the thirty libraries which that
# takes is half the time of a start: of no account to a user, but tests start the program thousands of
# times.
add_library(bacelab_hdf5 INTERFACE)

# The static libraries beside the shared ones, and what else HDF5 is linked with.
set(libraries ${HDF5_C_HL_LIBRARIES} ${HDF5_C_LIBRARIES})
list(TRANSFORM libraries REPLACE "(/libhdf5[^/]*)\\.so$" "\\1.a")
list(REMOVE_DUPLICATES libraries)
set(archives ${libraries})
list(FILTER archives INCLUDE REGEX "/libhdf5[^/]*\\.a$")
set(missing ${archives})
foreach(archive IN LISTS archives)
  if(EXISTS ${archive})
    list(REMOVE_ITEM missing ${archive})
  endif()
endforeach()

if(NOT BACELAB_STATIC_HDF5 OR NOT archives OR missing)
  target_link_libraries(bacelab_hdf5 INTERFACE hdf5::hdf5 hdf5::hdf5_hl)
else()
  # Its names stay the program's own: h5py in a policy in Python brings an HDF5 of its own.
  foreach(archive IN LISTS archives)
    cmake_path(GET archive FILENAME name)
    target_link_options(bacelab_hdf5 INTERFACE "LINKER:--exclude-libs,${name}")
  endforeach()
  target_include_directories(bacelab_hdf5 SYSTEM INTERFACE ${HDF5_INCLUDE_DIRS})
  target_compile_definitions(bacelab_hdf5 INTERFACE ${HDF5_C_DEFINITIONS})
  target_link_options(bacelab_hdf5 INTERFACE "LINKER:--as-needed")
  target_link_libraries(bacelab_hdf5 INTERFACE ${libraries})
endif()
