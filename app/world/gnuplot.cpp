#include "app/world/gnuplot.hpp"

#include <sys/wait.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "core/errors.hpp"

namespace bacelab {
namespace {

namespace fs = std::filesystem;

/// Gives a script to gnuplot's standard input; its exit status, 127 if there is none.
int run_gnuplot(const std::string& script) {
  FILE* gnuplot = popen("exec gnuplot", "w");
  if (gnuplot == nullptr) return 127;
  // A gnuplot that stops early leaves a broken pipe; its status tells.
  std::fwrite(script.data(), 1, script.size(), gnuplot);
  const int status = pclose(gnuplot);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

void require_writable(const std::string& file) {
  FILE* opened = std::fopen(file.c_str(), "wb");
  if (opened == nullptr) throw InputError(file + ": cannot be written: " + std::strerror(errno));
  std::fclose(opened);
}

}  // namespace

std::string gnuplot_text(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("''") : std::string(1, c);
  return quoted + "'";
}

void draw_with_gnuplot(const std::string& script, const std::string& file) {
  const std::string unfinished = file + ".tmp";
  require_writable(unfinished);
  const int status =
      run_gnuplot("set output " + gnuplot_text(unfinished) + "\n" + script + "\nunset output\n");
  std::error_code error;
  if (status == 0) fs::rename(unfinished, file, error);
  if (status == 0 && !error) return;
  fs::remove(unfinished);
  if (status == 127) {
    throw InputError(file +
                     ": gnuplot, which draws the figure, is not installed; on Debian: "
                     "apt-get install gnuplot-nox");
  }
  throw InputError(file + ": gnuplot could not draw the figure" +
                   (error ? ": " + error.message() : ""));
}

}  // namespace bacelab
