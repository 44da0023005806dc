#include "app/figures/figure_files.hpp"

#include <algorithm>
#include <ostream>
#include <vector>

#include "analysis/figures/figure_csv.hpp"
#include "app/cli/gnuplot.hpp"
#include "app/figures/gnuplot_script.hpp"
#include "core/errors.hpp"
#include "experiments/text/pending_file.hpp"

namespace bacelab {
namespace {

/// The drawing that a script makes: the one that was asked for, in the folder where it runs.
std::string drawing_of_script(const FigureFiles& files) {
  const std::filesystem::path file =
      files.drawing ? *files.drawing
                    : std::filesystem::path(*files.script).replace_extension(".pdf").string();
  return file.filename().string();
}

std::string script_of(const Figure& figure, const FigureFiles& files) {
  const std::string drawing = drawing_of_script(files);
  return "set output " + gnuplot_text(drawing) + "\n" +
         gnuplot_script(figure, format_of(drawing), files.width) + "unset output\n";
}

}  // namespace

void require_figure_files(const FigureFiles& files, std::span<const std::filesystem::path> inputs) {
  std::vector<std::filesystem::path> others(inputs.begin(), inputs.end());
  for (const auto& file : {files.drawing, files.data, files.script}) {
    if (!file) continue;
    require_output(*file, files.existing, inputs);
    const auto real = std::filesystem::weakly_canonical(*file);
    if (std::find(others.begin() + static_cast<std::ptrdiff_t>(inputs.size()), others.end(),
                  real) != others.end()) {
      throw InputError(*file + ": is given twice; each output needs a file of its own");
    }
    others.push_back(real);
  }
  if (files.drawing) static_cast<void>(format_of(*files.drawing));
}

void write_figure(const Figure& figure, const FigureFiles& files) {
  if (files.drawing) draw_figure(figure, *files.drawing, files.existing, files.width);
  if (files.data) {
    write_file(*files.data, files.existing, [&](std::ostream& out) { write_csv(out, figure); });
  }
  if (files.script) {
    write_file(*files.script, files.existing,
               [&](std::ostream& out) { out << script_of(figure, files); });
  }
}

void draw_figure(const Figure& figure, const std::string& file, ExistingFile existing,
                 FigureWidth width) {
  draw_with_gnuplot(gnuplot_script(figure, format_of(file), width), file, existing);
}

}  // namespace bacelab
