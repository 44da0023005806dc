# Run when the program is installed: PROGRAM writes its manual pages and completions into OUTPUT, where
# they are as under share.
file(REMOVE_RECURSE ${OUTPUT})
execute_process(COMMAND ${PROGRAM} help --man-pages ${OUTPUT}/man/man1 COMMAND_ERROR_IS_FATAL ANY)

function(write_completion shell folder name)
  file(MAKE_DIRECTORY ${OUTPUT}/${folder})
  execute_process(COMMAND ${PROGRAM} completion ${shell} OUTPUT_FILE ${OUTPUT}/${folder}/${name}
    COMMAND_ERROR_IS_FATAL ANY)
endfunction()
write_completion(bash bash-completion/completions bacelab)
write_completion(zsh zsh/site-functions _bacelab)
write_completion(fish fish/vendor_completions.d bacelab.fish)
