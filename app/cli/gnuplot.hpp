#pragma once

#include <string>

#include "experiments/text/output_file.hpp"

namespace bacelab {

// Figures are scripts for gnuplot, which draws them.

/// A text in single quotes, as gnuplot reads it; control characters become blanks.
std::string gnuplot_text(const std::string& text);

/// Lets gnuplot draw a script, which must not set an output, into a file that appears when it is
/// whole. Throws InputError if there is no gnuplot or the file may not be written, and StorageError
/// if it cannot.
void draw_with_gnuplot(const std::string& script, const std::string& file, ExistingFile existing);

}  // namespace bacelab
