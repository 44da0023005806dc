# bacelab_add_plugin(NAME source...): the plugin NAME.so of these sources. It links nothing: it finds
# the program's functions in the program that loads it.
function(bacelab_add_plugin name)
  add_library(${name} MODULE ${ARGN})
  target_link_libraries(${name} PRIVATE bacelab::plugin)
  set_target_properties(${name} PROPERTIES PREFIX "" SUFFIX ".so" CXX_EXTENSIONS OFF)
  # A policy decides millions of times: nobody wants it unoptimised by mistake.
  target_compile_options(${name} PRIVATE $<$<CONFIG:>:-O3>)
endfunction()
