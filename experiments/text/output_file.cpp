#include "experiments/text/output_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <random>
#include <string>

#include "core/errors.hpp"

namespace bacelab {
namespace {

namespace fs = std::filesystem;

constexpr int most_links = 40;  // as in the kernel

fs::path directory_of(const fs::path& file) {
  return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

void require_ordinary(const fs::path& file) {
  std::error_code ignored;
  const auto status = fs::status(file, ignored);
  if (!fs::exists(status) || fs::is_regular_file(status)) return;
  throw InputError(file.string() + (fs::is_directory(status)
                                        ? ": is a directory; the name of a file is needed"
                                        : ": is not an ordinary file; choose another name"));
}

/// Bytes that the file system allows for `limit`; no limit: the largest.
std::size_t allowed(const fs::path& directory, int limit) {
  const long most = pathconf(directory.c_str(), limit);
  return most < 0 ? std::string::npos : static_cast<std::size_t>(most);
}

}  // namespace

fs::path behind_links(const fs::path& file) {
  fs::path here = file;
  std::error_code no_link;
  for (int followed = 0; followed < most_links; ++followed) {
    const fs::path next = fs::read_symlink(here, no_link);
    if (no_link) return here;
    here = here.parent_path() / next;
  }
  throw InputError(file.string() + ": too many symbolic links; choose another name");
}

void require_short_name(const fs::path& file, const fs::path& directory, const fs::path& output) {
  const auto refuse = [&](const char* what, std::size_t bytes, std::size_t most) {
    throw InputError(output.string() + ": the " + what + " is too long: that of a file beside it " +
                     "would have " + std::to_string(bytes) +
                     " bytes, and this file system allows " + std::to_string(most) +
                     "; choose a shorter one");
  };
  const std::size_t name = file.filename().native().size();
  const std::size_t most_of_name = allowed(directory, _PC_NAME_MAX);
  if (name > most_of_name) refuse("name", name, most_of_name);
  // The limit counts the zero at the end.
  const std::size_t path = file.native().size() + 1;
  const std::size_t most_of_path = allowed(directory, _PC_PATH_MAX);
  if (path > most_of_path) refuse("path", path, most_of_path);
}

void require_no_input(const fs::path& file, std::span<const fs::path> inputs) {
  const auto same = [&](const fs::path& input) {
    std::error_code absent;
    return fs::equivalent(file, input, absent);
  };
  if (std::none_of(inputs.begin(), inputs.end(), same)) return;
  throw InputError(file.string() +
                   ": this file is read and would be overwritten; choose another name");
}

void require_absent(const fs::path& file) {
  std::error_code ignored;
  if (!fs::exists(fs::symlink_status(file, ignored))) return;
  throw InputError(file.string() +
                   ": this file exists and would be overwritten; choose another name, or use "
                   "--force to replace it");
}

fs::path temporary_name_of(const fs::path& target) {
  std::random_device device;
  fs::path name = target;
  name += fmt::format(".partial-{:08x}", device());
  return name;
}

void require_output(const fs::path& file, ExistingFile existing, std::span<const fs::path> inputs) {
  if (file.empty()) throw InputError("the name of the output file is empty; give one");
  const fs::path target = behind_links(file);
  require_short_name(temporary_name_of(target), directory_of(target), file);
  require_ordinary(target);
  require_no_input(target, inputs);
  if (existing == ExistingFile::refuse) require_absent(file);
}

}  // namespace bacelab
