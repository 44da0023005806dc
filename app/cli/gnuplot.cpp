#include "app/cli/gnuplot.hpp"

#include <sys/wait.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "core/errors.hpp"
#include "experiments/text/files.hpp"
#include "experiments/text/pending_file.hpp"
#include "experiments/text/storage_error.hpp"

namespace bacelab {
namespace {

/// Pipes a script to gnuplot, without the settings of the user's own; returns whether it ended well.
bool run_gnuplot(const std::string& script) {
  FILE* gnuplot = popen("LC_ALL=C.UTF-8 exec gnuplot -d", "w");
  if (gnuplot == nullptr) return false;
  // A gnuplot that stops early leaves a broken pipe; its status tells.
  std::fwrite(script.data(), 1, script.size(), gnuplot);
  const int status = pclose(gnuplot);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// Replaces the time of its making in a PDF by blanks: equal figures are then equal files.
void remove_time(const std::filesystem::path& file) {
  constexpr std::string_view key = "/CreationDate (";
  const std::string content = read_file(file);
  const auto begin = content.find(key);
  const auto end = content.find(')', begin);
  if (!content.starts_with("%PDF") || begin == std::string::npos || end == std::string::npos)
    return;
  std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
  out.seekp(static_cast<std::streamoff>(begin));
  out << std::string(end + 1 - begin, ' ');
  out.flush();
  if (!out) throw system_storage_error(file, "write it", errno);
}

/// `name` is that of the file in messages.
void draw_into(const std::filesystem::path& file, const std::string& script,
               const std::string& name) {
  if (!has_gnuplot()) {
    throw InputError(name +
                     ": gnuplot, which draws the figure, is not installed; on Debian: "
                     "apt-get install gnuplot-nox");
  }
  const std::string drawing =
      "set output " + gnuplot_text(file.string()) + "\n" + script + "\nunset output\n";
  if (!run_gnuplot(drawing)) throw InputError(name + ": gnuplot could not draw the figure");
}

}  // namespace

std::string gnuplot_text(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_control = byte < 0x20 || byte == 0x7F;
    quoted += c == '\'' ? std::string("''") : std::string(1, is_control ? ' ' : c);
  }
  return quoted + "'";
}

void draw_with_gnuplot(const std::string& script, const std::string& file, ExistingFile existing) {
  PendingFile figure(file, existing);
  draw_into(figure.path(), script, file);
  remove_time(figure.path());
  figure.commit();
}

bool has_gnuplot() { return std::system("command -v gnuplot >/dev/null 2>&1") == 0; }

std::string drawn_by_gnuplot(const std::string& script, const std::filesystem::path& beside) {
  const PendingFile figure(beside, ExistingFile::replace);  // never committed
  draw_into(figure.path(), script, beside.string());
  return read_file(figure.path());
}

}  // namespace bacelab
