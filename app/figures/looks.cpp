#include "app/figures/looks.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace bacelab {
namespace {

/// Eight line_colours that colour-blind readers can tell apart (Okabe and Ito 2008), those that are
/// light on white paper last.
constexpr std::array<std::string_view, 8> line_colours = {
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000", "#E69F00", "#56B4E9", "#8C8C8C"};
// Of different lengths, so that line_colours and dashes repeat together only after 40 series.
constexpr std::array<std::string_view, 5> line_dashes = {"1", "(9,4)", "(3,2.5)", "(10,3,2.5,3)",
                                                         "(16,3)"};
/// Disc, triangle, square, diamond, and the same open.
constexpr std::array<int, 8> symbol_shapes = {7, 9, 5, 13, 6, 8, 4, 12};

constexpr std::string_view grey = "#707070";

}  // namespace

std::string colour_look(const FigureSeries& series) {
  switch (series.look) {
    case SeriesLook::reference:
      return fmt::format("rgb '{}'", grey);
    case SeriesLook::emphasized:
      return "rgb '#000000'";
    case SeriesLook::numbered:
      break;
  }
  return fmt::format("rgb '{}'", line_colours[series.number % line_colours.size()]);
}

std::string line_look(const FigureSeries& series) {
  switch (series.look) {
    case SeriesLook::reference:
      return fmt::format("lw 1 dt (6,4) lc {}", colour_look(series));
    case SeriesLook::emphasized:
      // In SVG, gnuplot gives lines of one colour and width that follow each other the same dashes.
      return fmt::format("lw {} dt {} lc {}", 2.0 - 0.01 * static_cast<double>(series.number),
                         line_dashes[series.number % line_dashes.size()], colour_look(series));
    case SeriesLook::numbered:
      break;
  }
  return fmt::format("lw 2 dt {} lc {}", line_dashes[series.number % line_dashes.size()],
                     colour_look(series));
}

std::string symbol_look(const FigureSeries& series, SymbolSize size) {
  return fmt::format("pt {} ps {}*symbol_scale lc {}",
                     symbol_shapes[series.number % symbol_shapes.size()],
                     size == SymbolSize::small ? 0.3 : 0.45, colour_look(series));
}

}  // namespace bacelab
