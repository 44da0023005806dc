#include "app/cli/gnuplot.hpp"

#include <sys/wait.h>

#include <cstdio>

#include "core/errors.hpp"
#include "experiments/text/pending_file.hpp"

namespace bacelab {
namespace {

/// Pipes a script to gnuplot; returns its exit status, 127 if it is not installed.
int run_gnuplot(const std::string& script) {
  FILE* gnuplot = popen("exec gnuplot", "w");
  if (gnuplot == nullptr) return 127;
  // A gnuplot that stops early leaves a broken pipe; its status tells.
  std::fwrite(script.data(), 1, script.size(), gnuplot);
  const int status = pclose(gnuplot);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

}  // namespace

std::string gnuplot_text(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("''") : std::string(1, c);
  return quoted + "'";
}

void draw_with_gnuplot(const std::string& script, const std::string& file, ExistingFile existing) {
  PendingFile figure(file, existing);
  const int status = run_gnuplot("set output " + gnuplot_text(figure.path().string()) + "\n" +
                                 script + "\nunset output\n");
  if (status == 0) return figure.commit();
  if (status == 127) {
    throw InputError(file +
                     ": gnuplot, which draws the figure, is not installed; on Debian: "
                     "apt-get install gnuplot-nox");
  }
  throw InputError(file + ": gnuplot could not draw the figure");
}

}  // namespace bacelab
