# Run in every build: describes the tree and writes OUTPUT from TEMPLATE if that changed.
set(GIT_DESCRIBE unknown)
if(GIT)
  # Not above the source tree: a tarball unpacked inside another repository is not that one.
  get_filename_component(parent ${SOURCE_DIR} DIRECTORY)
  set(ENV{GIT_CEILING_DIRECTORIES} ${parent})
  execute_process(
    COMMAND ${GIT} describe --always --tags
    WORKING_DIRECTORY ${SOURCE_DIR}
    OUTPUT_VARIABLE described RESULT_VARIABLE failed ERROR_QUIET
    OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(NOT failed)
    # `describe --dirty` would lock the index and disturb a git that runs during the build.
    execute_process(
      COMMAND ${GIT} --no-optional-locks status --porcelain --untracked-files=no
      WORKING_DIRECTORY ${SOURCE_DIR}
      OUTPUT_VARIABLE changes ERROR_QUIET)
    if(changes)
      string(APPEND described "-dirty")
    endif()
    set(GIT_DESCRIBE ${described})
  endif()
endif()

foreach(name IN ITEMS VERSION GIT_DESCRIBE COMPILER FLAGS)
  string(REPLACE "\\" "\\\\" ${name} "${${name}}")
  string(REPLACE "\"" "\\\"" ${name} "${${name}}")
endforeach()
configure_file(${TEMPLATE} ${OUTPUT} @ONLY)
