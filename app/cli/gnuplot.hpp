#pragma once

#include <filesystem>
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

/// Whether gnuplot is installed.
bool has_gnuplot();

/// What gnuplot writes when it draws a script, as a text. `beside`: a file, by whose name and in
/// whose folder one is kept meanwhile. Throws as draw_with_gnuplot.
std::string drawn_by_gnuplot(const std::string& script, const std::filesystem::path& beside);

}  // namespace bacelab
