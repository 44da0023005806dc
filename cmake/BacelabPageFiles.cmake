# The style and the script of `bacelab report` as texts inside the program.
set(BACELAB_PAGE_FILES_SOURCE ${PROJECT_BINARY_DIR}/page_files.cpp)
set(style ${PROJECT_SOURCE_DIR}/app/report/page.css)
set(page_script ${PROJECT_SOURCE_DIR}/app/report/page.js)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${style} ${page_script})
file(READ ${style} PAGE_STYLE)
file(READ ${page_script} PAGE_SCRIPT)
configure_file(${CMAKE_CURRENT_LIST_DIR}/page_files.cpp.in ${BACELAB_PAGE_FILES_SOURCE} @ONLY)
