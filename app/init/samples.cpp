#include "app/init/samples.hpp"

#include <algorithm>
#include <optional>
#include <variant>

#include "experiments/text/files.hpp"
#include "experiments/text/toml.hpp"

namespace bacelab {
namespace {

namespace fs = std::filesystem;

const config::Value* value_in(const config::Table& table, std::string_view key) {
  for (const config::Entry& entry : table.entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

/// The title of a study; nothing for other files.
std::optional<std::string> title_in(const config::Table& document) {
  const config::Value* const study = value_in(document, "study");
  const auto* const table = study ? std::get_if<config::Table>(&study->content) : nullptr;
  const config::Value* const title = table ? value_in(*table, "title") : nullptr;
  const auto* const text = title ? std::get_if<std::string>(&title->content) : nullptr;
  return text ? std::optional(*text) : std::nullopt;
}

void add_texts(const config::Value& value, std::vector<std::string>& texts) {
  if (const auto* const text = std::get_if<std::string>(&value.content)) texts.push_back(*text);
  if (const auto* const list = std::get_if<config::List>(&value.content)) {
    for (const config::Value& element : *list) add_texts(element, texts);
  }
  if (const auto* const table = std::get_if<config::Table>(&value.content)) {
    for (const config::Entry& entry : table->entries) add_texts(entry.value, texts);
  }
}

bool is_name_of_table(const std::string& text) { return fs::path(text).extension() == ".csv"; }

/// "data/links.csv" for that and for "../data/links.csv".
fs::path place_beside(const std::string& name) {
  return fs::path("data") / fs::path(name).filename();
}

void replace_all(std::string& text, const std::string& old_part, const std::string& new_part) {
  for (std::size_t at = text.find(old_part); at != std::string::npos;
       at = text.find(old_part, at + new_part.size())) {
    text.replace(at, old_part.size(), new_part);
  }
}

}  // namespace

std::optional<fs::path> folder_of_samples() {
  const fs::path program = fs::canonical("/proc/self/exe").parent_path();
  for (const fs::path& prefix : {program.parent_path(), program}) {
    const fs::path folder = prefix / "share/bacelab/configs";
    if (fs::is_directory(folder)) return folder;
  }
  return std::nullopt;
}

std::vector<SampleStudy> samples_in(const fs::path& folder) {
  std::vector<SampleStudy> samples;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".toml") continue;
    const auto title = title_in(config::read_toml(read_file(entry.path()), entry.path().string()));
    if (!title) continue;
    const fs::path name = entry.path().lexically_relative(folder).replace_extension();
    samples.push_back({name.generic_string(), entry.path(), *title});
  }
  // Those of the folder itself before those below.
  std::sort(samples.begin(), samples.end(), [](const SampleStudy& a, const SampleStudy& b) {
    const auto depth = [](const SampleStudy& s) {
      return std::count(s.name.begin(), s.name.end(), '/');
    };
    return std::pair(depth(a), a.name) < std::pair(depth(b), b.name);
  });
  return samples;
}

StudyCopy copy_of(const SampleStudy& sample) {
  StudyCopy copy = {read_file(sample.file), {}, {}};
  const config::Table document = config::read_toml(copy.text, sample.file.string());
  std::vector<std::string> names;
  for (const config::Entry& entry : document.entries) add_texts(entry.value, names);
  std::erase_if(names, [](const std::string& text) { return !is_name_of_table(text); });
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  for (const std::string& name : names) {
    const fs::path from = (sample.file.parent_path() / name).lexically_normal();
    if (!fs::is_regular_file(from)) {
      copy.missing.push_back(name);
      continue;
    }
    const fs::path to = place_beside(name);
    copy.inputs.push_back({from, to});
    replace_all(copy.text, '"' + name + '"', '"' + to.generic_string() + '"');
  }
  return copy;
}

}  // namespace bacelab
