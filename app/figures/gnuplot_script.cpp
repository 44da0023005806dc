#include "app/figures/gnuplot_script.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "app/cli/gnuplot.hpp"
#include "app/figures/looks.hpp"
#include "app/figures/panel_script.hpp"
#include "core/errors.hpp"

namespace bacelab {
namespace {

constexpr double inch = 72.0;  // points

/// Sizes of letters, lines and symbols are such that all formats look alike.
std::string terminal_of(FigureFormat format, const FigureLayout& layout) {
  constexpr double css_pixels = 96.0 / inch;
  constexpr double dots = 300.0 / inch;
  switch (format) {
    case FigureFormat::pdf:
      return fmt::format(
          "set terminal pdfcairo size {:.3f}in,{:.3f}in font 'Helvetica,{:g}' fontscale 0.75 "
          "linewidth 1 noenhanced\n",
          layout.width / inch, layout.height / inch, font_points);
    case FigureFormat::svg:
      return fmt::format(
          "set terminal svg size {:.0f},{:.0f} font 'sans-serif,{:g}' fontscale {:.4f} linewidth "
          "0.67 background rgb 'white' noenhanced\n",
          layout.width * css_pixels, layout.height * css_pixels, font_points, css_pixels);
    case FigureFormat::png:
      return fmt::format(
          "set terminal pngcairo size {:.0f},{:.0f} font 'Helvetica,{:g}' fontscale {:.4f} "
          "linewidth 2 pointscale 3.1 noenhanced\n",
          layout.width * dots, layout.height * dots, font_points, 0.75 * dots);
  }
  return "";
}

std::string comment_of(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  std::replace(text.begin(), text.end(), '\r', ' ');
  return "# " + text + "\n";
}

/// A sample of a series, from x to x + key_sample_points.
std::string sample_of(const KeyEntry& entry, const FigureLayout& layout) {
  const FigureSeries& series = *entry.series;
  const auto at = [&](double x, double y) {
    return fmt::format("screen {:.5f},{:.5f}", x / layout.width, y / layout.height);
  };
  const double end = entry.left + key_sample_points;
  const bool is_area = series.mark == Mark::rectangles;
  const bool has_line = series.mark == Mark::line || series.mark == Mark::curve ||
                        series.mark == Mark::steps || series.mark == Mark::segments;
  const bool has_symbol = !is_area && (!has_line || series.mark == Mark::curve);
  std::string text;
  if (is_area) {
    text += fmt::format("set object rectangle from {} to {} fillcolor {} {} front\n",
                        at(entry.left + 4.0, entry.middle - 2.5), at(end, entry.middle + 2.5),
                        colour_look(series), area_look);
  }
  if (has_line || series.mark == Mark::intervals) {
    text += fmt::format(
        "set arrow from {} to {} nohead {}\n", at(entry.left, entry.middle), at(end, entry.middle),
        series.mark == Mark::intervals ? "lw 1.5 lc " + colour_look(series) : line_look(series));
  }
  if (has_symbol) {
    text +=
        fmt::format("set label '' at {} point {}\n",
                    at(entry.left + key_sample_points / 2.0, entry.middle), symbol_look(series));
  }
  return text + fmt::format("set label {} at {} left\n", gnuplot_text(series.name),
                            at(end + 4.0, entry.middle));
}

std::string key_of(const FigureLayout& layout) {
  if (layout.key.empty()) return "";
  std::string text = "# key\n";
  for (const KeyEntry& entry : layout.key) text += sample_of(entry, layout);
  return text;
}

}  // namespace

FigureFormat format_of(const std::string& file) {
  const std::string ending = std::filesystem::path(file).extension().string();
  if (ending == ".pdf") return FigureFormat::pdf;
  if (ending == ".svg") return FigureFormat::svg;
  if (ending == ".png") return FigureFormat::png;
  throw InputError(file + ": a figure's name ends in .pdf, .svg or .png, which says what is drawn");
}

std::string gnuplot_script(const Figure& figure, FigureFormat format, FigureWidth width) {
  const FigureLayout layout = lay_out(figure, width);
  std::string script = comment_of(figure.caption);
  for (const std::string& note : figure.notes) script += comment_of(note);
  script += terminal_of(format, layout);
  script += fmt::format("symbol_scale = {}\n", format == FigureFormat::svg ? 1.6 : 1.0);
  script +=
      "set encoding utf8\nset decimalsign '.'\nset multiplot\nunset key\n"
      "set border 3 lw 1\nset tics out nomirror scale 0.5 front\nset errorbars small\n"
      "set grid lt 1 lc rgb '#E0E0E0' lw 0.5\n";
  script += key_of(layout);
  for (std::size_t i = 0; i < layout.panels.size(); ++i) {
    script += panel_script(figure, layout, i);
  }
  script += bar_script(figure, layout);
  return script + "unset multiplot\n";
}

}  // namespace bacelab
