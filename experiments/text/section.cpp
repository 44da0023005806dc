#include "experiments/text/section.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/errors.hpp"
#include "experiments/text/reading.hpp"

namespace bacelab {
namespace {

using config::Content;
using config::KeyPath;
using config::Question;
using config::Rule;
using config::Value;

template <typename T>
Question<T> ask(const KeyPath& path, const Rule<T>& rule, std::string_view documentation) {
  return {path, rule, documentation};
}

/// Finds a table and records that it was read; null if it is missing.
const config::Table* read_table(Content& content, const KeyPath& path, const std::string& type,
                                std::string_view documentation) {
  const Value* found = config::find(content.root, path);
  const bool is_table = found != nullptr && std::holds_alternative<config::Table>(found->content);
  if (found != nullptr && !is_table)
    config::given_by_document(content, path, *found)
        .refuse_kind(fmt::format("a table: [{}]", config::dotted(path)));
  const ConfigOption description{config::dotted(path),      type, "none", "a table", std::nullopt,
                                 std::string(documentation)};
  const auto value = is_table ? std::optional(Value{config::Table{}, {}}) : std::nullopt;
  content.record.note({path, config::Role::table, description, value});
  return is_table ? &std::get<config::Table>(found->content) : nullptr;
}

/// `network.scale = 3`, `network.scale (not set; default 1.0)` or `network.scale`.
std::string described(const Content& content, const KeyPath& path) {
  const std::string name = config::dotted(path);
  const Value* found = config::find(content.root, path);
  const config::KnownKey* known = content.record.find(path);
  if (found != nullptr) return config::given_by_document(content, path, *found).subject();
  if (known != nullptr && known->value && known->role == config::Role::option)
    return config::given_by_fallback(content, path, *known->value).subject();
  return name;
}

}  // namespace

ConfigSection::ConfigSection(std::shared_ptr<Content> content, KeyPath path)
    : content_(std::move(content)), path_(std::move(path)) {}

double ConfigSection::number(std::string_view key, double fallback, const Bounds& bounds,
                             std::string_view documentation) const {
  return read_or(*content_, ask(path_to(key), config::number_rule(bounds), documentation),
                 fallback);
}

double ConfigSection::required_number(std::string_view key, const Bounds& bounds,
                                      std::string_view documentation) const {
  return read_required(*content_, ask(path_to(key), config::number_rule(bounds), documentation));
}

std::optional<double> ConfigSection::optional_number(std::string_view key, const Bounds& bounds,
                                                     std::string_view documentation) const {
  return read_optional(*content_, ask(path_to(key), config::number_rule(bounds), documentation));
}

std::int64_t ConfigSection::integer(std::string_view key, std::int64_t fallback,
                                    const Bounds& bounds, std::string_view documentation) const {
  return read_or(*content_, ask(path_to(key), config::integer_rule(bounds), documentation),
                 fallback);
}

std::int64_t ConfigSection::required_integer(std::string_view key, const Bounds& bounds,
                                             std::string_view documentation) const {
  return read_required(*content_, ask(path_to(key), config::integer_rule(bounds), documentation));
}

std::optional<std::int64_t> ConfigSection::optional_integer(std::string_view key,
                                                            const Bounds& bounds,
                                                            std::string_view documentation) const {
  return read_optional(*content_, ask(path_to(key), config::integer_rule(bounds), documentation));
}

bool ConfigSection::boolean(std::string_view key, bool fallback,
                            std::string_view documentation) const {
  return read_or(*content_, ask(path_to(key), config::boolean_rule(), documentation), fallback);
}

std::string ConfigSection::text(std::string_view key, std::string_view fallback,
                                std::string_view documentation) const {
  return read_or(*content_, ask(path_to(key), config::text_rule(), documentation),
                 std::string(fallback));
}

std::string ConfigSection::required_text(std::string_view key,
                                         std::string_view documentation) const {
  return read_required(*content_, ask(path_to(key), config::text_rule(), documentation));
}

std::string ConfigSection::choice(std::string_view key, std::string_view fallback,
                                  const std::vector<std::string>& names,
                                  std::string_view documentation) const {
  return read_or(*content_, ask(path_to(key), config::choice_rule(names), documentation),
                 std::string(fallback));
}

std::string ConfigSection::required_choice(std::string_view key,
                                           const std::vector<std::string>& names,
                                           std::string_view documentation) const {
  return read_required(*content_, ask(path_to(key), config::choice_rule(names), documentation));
}

std::vector<double> ConfigSection::numbers(std::string_view key,
                                           const std::vector<double>& fallback,
                                           const Bounds& bounds,
                                           std::string_view documentation) const {
  const auto rule = config::list_rule(config::number_rule(bounds));
  return read_list_or(*content_, ask(path_to(key), rule, documentation), fallback);
}

std::vector<std::int64_t> ConfigSection::integers(std::string_view key,
                                                  const std::vector<std::int64_t>& fallback,
                                                  const Bounds& bounds,
                                                  std::string_view documentation) const {
  const auto rule = config::list_rule(config::integer_rule(bounds));
  return read_list_or(*content_, ask(path_to(key), rule, documentation), fallback);
}

std::vector<std::string> ConfigSection::texts(std::string_view key,
                                              const std::vector<std::string>& fallback,
                                              std::string_view documentation,
                                              Repeats repeats) const {
  const auto rule = config::list_rule(config::text_rule(), repeats);
  return read_list_or(*content_, ask(path_to(key), rule, documentation), fallback);
}

std::vector<std::string> ConfigSection::choices(std::string_view key,
                                                const std::vector<std::string>& fallback,
                                                const std::vector<std::string>& names,
                                                std::string_view documentation,
                                                Repeats repeats) const {
  const auto rule = config::list_rule(config::choice_rule(names), repeats);
  return read_list_or(*content_, ask(path_to(key), rule, documentation), fallback);
}

ConfigSection ConfigSection::table(std::string_view key, std::string_view documentation) const {
  read_table(*content_, path_to(key), "table", documentation);
  return {content_, path_to(key)};
}

std::vector<NamedSection> ConfigSection::named_tables(std::string_view key,
                                                      std::string_view documentation) const {
  const auto* tables = read_table(*content_, path_to(key), "named tables", documentation);
  std::vector<NamedSection> sections;
  if (tables == nullptr) return sections;
  const ConfigSection all(content_, path_to(key));
  for (const config::Entry& entry : tables->entries)
    sections.push_back({entry.key, all.table(entry.key, documentation)});
  return sections;
}

bool ConfigSection::has(std::string_view key) const {
  return config::find(content_->root, path_to(key)) != nullptr;
}

void ConfigSection::fail(std::string_view key, std::string_view what,
                         std::string_view allowed) const {
  const std::string end = (allowed.empty() ? "" : fmt::format("; allowed: {}", allowed)) +
                          config::misspelt(*content_, path_to(key));
  throw InputError(fmt::format("{}: {}: {}{}", config::where(*content_, path_to(key)),
                               described(*content_, path_to(key)), what, end));
}

std::string ConfigSection::place(std::string_view key) const {
  return config::where(*content_, path_to(key));
}

ConfigSection ConfigSection::root() const { return {content_, {}}; }

InputFiles& ConfigSection::inputs() const { return *content_->inputs; }

std::string ConfigSection::path() const { return config::dotted(path_); }

KeyPath ConfigSection::path_to(std::string_view key) const { return config::joined(path_, key); }

}  // namespace bacelab
