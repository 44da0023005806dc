#pragma once

#include <array>
#include <string>
#include <string_view>

#include "experiments/text/output_file.hpp"

namespace bacelab {

// Figures are scripts for gnuplot, which draws them.

/// Eight colours that colour-blind readers can tell apart (Okabe and Ito 2008).
inline constexpr std::array<std::string_view, 8> figure_colours = {
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#999999"};

/// A text in single quotes, as gnuplot reads it.
std::string gnuplot_text(const std::string& text);

/// Lets gnuplot draw a script, which must not set an output, into a file that appears when it is
/// whole. Throws InputError if there is no gnuplot or the file may not be written, and StorageError
/// if it cannot.
void draw_with_gnuplot(const std::string& script, const std::string& file, ExistingFile existing);

}  // namespace bacelab
