# slurm/study.sbatch as a text inside the program: `bacelab slurm` fills it in, so that the
# two never differ.
set(BACELAB_STUDY_SCRIPT_SOURCE ${PROJECT_BINARY_DIR}/study_script.cpp)
set(script ${PROJECT_SOURCE_DIR}/slurm/study.sbatch)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${script})
file(READ ${script} STUDY_SCRIPT)
configure_file(${CMAKE_CURRENT_LIST_DIR}/study_script.cpp.in ${BACELAB_STUDY_SCRIPT_SOURCE} @ONLY)
