#pragma once

#include <string>
#include <vector>

#include "analysis/figures/figure.hpp"

namespace bacelab {

/// Height of all letters, in points.
inline constexpr double font_points = 7.0;

/// Height of a line of text, in points.
inline constexpr double line_points = 1.25 * font_points;

/// Width that a letter is taken to have, in points: the mean of a wide font, such as DejaVu Sans.
inline constexpr double character_points = 0.6 * font_points;

/// Width of a text in a line.
[[nodiscard]] double width_in_points(const std::string& text);

/// Height of lines, one below the other.
[[nodiscard]] double height_of(const std::vector<std::string>& lines);

/// A text in lines of at most this width (but never less than 8 letters), none if it is empty. A
/// word that is wider is parted, if it can be after "_", ".", "-" or "/".
[[nodiscard]] std::vector<std::string> lines_of(const std::string& text, double width);

/// The label of an axis in such lines; its unit is not parted from the last word.
[[nodiscard]] std::vector<std::string> label_lines(const FigureAxis& axis, double width);

}  // namespace bacelab
