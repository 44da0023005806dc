#include "experiments/text/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "core/errors.hpp"
#include "experiments/text/content.hpp"
#include "experiments/text/input_files.hpp"
#include "experiments/text/toml.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

struct Assignment {
  std::string_view key;
  std::string_view value;
};

/// The position of the first `=` outside quotes; npos if there is none.
std::size_t find_equals_sign(std::string_view text) {
  char quote = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote == '\0' && c == '=') return i;
    if (quote == '"' && c == '\\')
      ++i;
    else if (quote == c)
      quote = '\0';
    else if (quote == '\0' && (c == '"' || c == '\''))
      quote = c;
  }
  return std::string_view::npos;
}

Assignment split(std::string_view text, std::string_view where) {
  const std::size_t sign = find_equals_sign(text);
  if (sign == std::string_view::npos)
    throw InputError(
        fmt::format("{}: has no '='; allowed: KEY=VALUE, such as --set network.scale=0.3", where));
  return {trimmed(text.substr(0, sign)), trimmed(text.substr(sign + 1))};
}

}  // namespace

ConfigDocument::ConfigDocument(std::shared_ptr<config::Content> content)
    : content_(std::move(content)) {}

ConfigDocument::ConfigDocument(const ConfigDocument& other)
    : content_(std::make_shared<config::Content>(*other.content_)) {}

ConfigDocument::ConfigDocument(ConfigDocument&& other) noexcept = default;

ConfigDocument& ConfigDocument::operator=(const ConfigDocument& other) {
  content_ = std::make_shared<config::Content>(*other.content_);
  return *this;
}

ConfigDocument& ConfigDocument::operator=(ConfigDocument&& other) noexcept = default;

ConfigDocument::~ConfigDocument() = default;

ConfigDocument ConfigDocument::parse(std::string_view text, std::string_view file_name,
                                     const std::optional<std::filesystem::path>& directory) {
  const std::string name(file_name);
  auto files =
      std::make_shared<InputFiles>(directory.value_or(std::filesystem::path(name).parent_path()));
  return ConfigDocument(
      std::make_shared<config::Content>(name, config::read_toml(text, name), std::move(files)));
}

const std::filesystem::path& ConfigDocument::directory() const {
  return content_->inputs->directory();
}

void ConfigDocument::set(std::string_view assignment) {
  const auto location = config::next_override(*content_, fmt::format("--set {}", assignment));
  const auto [key, value] = split(assignment, location.text);
  config::put(content_->root, config::parse_key_path(key, location.text),
              config::read_toml_value(value, location));
  content_->keys.forget_all();
}

void ConfigDocument::set_value(std::string_view path, const ConfigScalar& value,
                               std::string_view place) {
  if (set_again(path, value, place)) return;
  put_value(path, std::visit([](const auto& held) { return config::to_value(held); }, value),
            place);
}

void ConfigDocument::set_value(std::string_view path, const config::Value& value,
                               std::string_view place) {
  put_value(path, value, place);
}

void ConfigDocument::put_value(std::string_view path, config::Value value, std::string_view place) {
  const auto location = config::next_override(
      *content_, fmt::format("{}{}design factor {}", place, place.empty() ? "" : ": ", path));
  value.location = location;
  const config::KeyPath key = config::parse_key_path(path, location.text);
  config::put(content_->root, key, value);
  content_->keys.forget_all();
  content_->set_values.push_back({std::string(path), std::string(place), key, location});
}

/// The short way, for a value that this function's caller set before and nobody since.
bool ConfigDocument::set_again(std::string_view path, const ConfigScalar& value,
                               std::string_view place) {
  const auto& earlier = content_->set_values;
  const auto found = std::find_if(earlier.rbegin(), earlier.rend(),
                                  [&](const config::SetValue& set) { return set.path == path; });
  if (found == earlier.rend() || found->place != place) return false;
  config::Value* const there = config::find(content_->root, found->key);
  if (there == nullptr || there->location.order != found->location.order) return false;
  const bool changed = std::visit(
      [&](const auto& scalar) {
        using Scalar = std::decay_t<decltype(scalar)>;
        const auto* const held = std::get_if<Scalar>(&there->content);
        if (held != nullptr && *held == scalar) return false;
        there->content = scalar;
        return true;
      },
      value);
  if (changed) content_->keys.at(found->key).forget();
  return true;
}

void ConfigDocument::take_values_of(const ConfigDocument& other) {
  content_->root = other.content_->root;
  content_->overrides = other.content_->overrides;
  content_->set_values = other.content_->set_values;
  content_->keys.forget_all();
}

void ConfigDocument::record_own_value(std::string_view path) {
  config::record_own_value(*content_, config::parse_key_path(path, content_->file_name));
}

void ConfigDocument::erase(const config::KeyPath& path) {
  config::erase(content_->root, path);
  content_->keys.forget_all();
}

void ConfigDocument::stand_in(const config::KeyPath& path, const config::Value& value) {
  config::put(content_->root, path, value);
  content_->keys.forget_all();
}

ConfigSection ConfigDocument::root() { return {content_, &content_->keys}; }

std::vector<InputFile> ConfigDocument::inputs() const { return content_->inputs->files(); }

bool ConfigDocument::has(std::string_view path) const {
  return has(config::parse_key_path(path, content_->file_name));
}

bool ConfigDocument::has(const config::KeyPath& path) const {
  return config::find(content_->root, path) != nullptr;
}

std::vector<config::UnknownKey> ConfigDocument::unknown_keys() const {
  return config::unknown_keys(*content_);
}

void ConfigDocument::require_all_used() const {
  const auto unknown = unknown_keys();
  if (!unknown.empty()) throw InputError(unknown.front().message);
}

void ConfigDocument::count_reads_of(const ConfigDocument& other) {
  content_->record.add_missing(other.content_->record);
}

std::size_t ConfigDocument::count_of_reads() const { return content_->record.keys().size(); }

std::string ConfigDocument::resolved() const { return config::resolved_text(content_->record); }

std::vector<ConfigValue> ConfigDocument::values() const {
  return config::resolved_values(content_->record);
}

std::vector<ConfigOption> ConfigDocument::options() const {
  std::vector<ConfigOption> options;
  for (const config::KnownKey& key : content_->record.keys()) options.push_back(key.description);
  return options;
}

}  // namespace bacelab
