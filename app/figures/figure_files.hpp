#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "analysis/figures/figure.hpp"
#include "app/figures/layout.hpp"
#include "experiments/text/output_file.hpp"

namespace bacelab {

/// The files that a figure is written into.
struct FigureFiles {
  std::optional<std::string> drawing = {};  ///< its ending says the format
  std::optional<std::string> data = {};     ///< the numbers, as CSV
  std::optional<std::string> script = {};   ///< for gnuplot, which then draws the figure
  ExistingFile existing = ExistingFile::refuse;
  FigureWidth width = FigureWidth::one_column;
};

/// Refuses, before any work, files that can't or must not be written, two equal names, and a
/// drawing whose ending is not allowed. Throws InputError.
void require_figure_files(const FigureFiles& files, std::span<const std::filesystem::path> inputs);

/// Draws and writes a figure. Throws InputError if it does not fit on a page, or without gnuplot
/// if it is to be drawn, and StorageError if a file can't be written.
void write_figure(const Figure& figure, const FigureFiles& files);

/// Draws a figure alone, as the files of write_figure() say it.
void draw_figure(const Figure& figure, const std::string& file, ExistingFile existing,
                 FigureWidth width);

}  // namespace bacelab
