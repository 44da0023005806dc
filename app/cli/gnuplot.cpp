#include "app/cli/gnuplot.hpp"

#include <sys/wait.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string_view>

#include "app/cli/command_line.hpp"
#include "core/errors.hpp"
#include "experiments/text/files.hpp"
#include "experiments/text/pending_file.hpp"
#include "experiments/text/printable.hpp"
#include "experiments/text/storage_error.hpp"

namespace bacelab {
namespace {

/// Pipes a script to gnuplot, without the user's own settings; returns whether it ended well.
bool run_gnuplot(const std::string& script) {
  FILE* gnuplot = popen("LC_ALL=C.UTF-8 exec gnuplot -d", "w");
  if (gnuplot == nullptr) return false;
  // A gnuplot that stops early leaves a broken pipe; its status tells.
  std::fwrite(script.data(), 1, script.size(), gnuplot);
  const int status = pclose(gnuplot);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// Writes the objects of a PDF one by one; returns whether it could. Cairo packs some of them from
/// version 1.18 on.
bool unpack_pdf(const std::filesystem::path& file) {
  const std::string command =
      "exec qpdf --object-streams=disable --static-id --warning-exit-0 --replace-input " +
      shell_word(std::filesystem::absolute(file).string()) + " 2>/dev/null";
  return std::system(command.c_str()) == 0;
}

/// Where a PDF says when it was made, from the key to the bracket; nothing in other files.
struct TimeOfMaking {
  std::size_t begin = 0;
  std::size_t size = 0;
};

TimeOfMaking time_of_making(const std::string& pdf) {
  const auto begin = pdf.find("/CreationDate (");
  const auto end = pdf.find(')', begin);
  if (begin == std::string::npos || end == std::string::npos) return {};
  return {begin, end + 1 - begin};
}

/// Replaces the time of its making in a PDF by blanks: equal figures are then equal files. Returns
/// whether the file has none any more.
bool remove_time(const std::filesystem::path& file) {
  std::string content = read_file(file);
  if (!content.starts_with("%PDF")) return true;
  if (time_of_making(content).size == 0 && unpack_pdf(file)) content = read_file(file);
  const auto [begin, size] = time_of_making(content);
  if (size == 0) return false;
  std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
  out.seekp(static_cast<std::streamoff>(begin));
  out << std::string(size, ' ');
  out.flush();
  if (!out) throw system_storage_error(file, "write it", errno);
  return true;
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
  const bool is_timeless = remove_time(figure.path());
  figure.commit();
  if (!is_timeless) {
    std::cerr << "bacelab: note: " << printable(file)
              << " holds the time of its making: equal figures are equal files where qpdf is "
                 "installed; on Debian: apt-get install qpdf\n";
  }
}

bool has_gnuplot() { return std::system("command -v gnuplot >/dev/null 2>&1") == 0; }

std::string drawn_by_gnuplot(const std::string& script, const std::filesystem::path& beside) {
  const PendingFile figure(beside, ExistingFile::replace);  // never committed
  draw_into(figure.path(), script, beside.string());
  return read_file(figure.path());
}

}  // namespace bacelab
