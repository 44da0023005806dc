#include "experiments/text/section.hpp"

#include <fmt/format.h>

#include <tuple>
#include <type_traits>
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

/// The answer of a table, which is that it was read.
struct TableRead {};

/// Finds a table and records that it was read; null if it is missing.
const config::Table* read_table(Content& content, const KeyPath& path, const std::string& type,
                                std::string_view documentation) {
  const Value* found = config::find(content.root, path);
  const bool is_table = found != nullptr && std::holds_alternative<config::Table>(found->content);
  if (found != nullptr && !is_table)
    config::given_by_document(content, path, *found)
        .refuse_kind(fmt::format("a table: [{}]", config::dotted(path)));
  const std::string allowed =
      type == config::named_tables_type ? "tables under names of the user's choice" : "a table";
  const ConfigOption description{config::dotted(path),      type, "none", allowed, std::nullopt,
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

/// What a question depends on besides the key; only for the time of the call.
template <class... Parts>
std::tuple<const Parts&...> asked(const Parts&... parts) {
  return {parts...};
}

/// What `read` makes of a key, whose mistakes are this key's.
template <class Read>
auto of_key(const Content& content, const KeyPath& path, const Read& read) {
  using Answer = decltype(read());
  try {
    return read();
  } catch (const KeyError&) {
    throw;
  } catch (const InputError& error) {
    KeyError::About about = config::about(content, path);
    about.is_choice = std::is_same_v<Answer, std::string> ||
                      std::is_same_v<Answer, std::optional<std::string>> ||
                      std::is_same_v<Answer, config::BooleanOrName>;
    throw KeyError(error.what(), about);
  }
}

/// The kept answer to a question about a key, otherwise what `read` makes of the document.
template <class Answer, class... Parts, class Read>
Answer answered(const Content& content, config::KeyNode& key,
                const std::tuple<const Parts&...>& question, const Read& read) {
  // Texts are asked for by views, and kept.
  using Question = std::tuple<
      std::conditional_t<std::is_same_v<Parts, std::string_view>, std::string, Parts>...>;
  if (const Answer* known = key.answer<Answer, Question>(question)) return *known;
  Answer answer = of_key(content, key.path(), [&]() -> Answer { return read(); });
  key.keep<Answer>(Question(question), answer);
  return answer;
}

}  // namespace

ConfigSection::ConfigSection(std::shared_ptr<Content> content, config::KeyNode* node)
    : content_(std::move(content)), node_(node) {}

double ConfigSection::number(std::string_view key, double fallback, const Bounds& bounds,
                             std::string_view documentation) const {
  auto& node = node_->child(key);
  return answered<double>(*content_, node, asked(bounds, fallback), [&] {
    return read_or(*content_, ask(node.path(), config::number_rule(bounds), documentation),
                   fallback);
  });
}

double ConfigSection::required_number(std::string_view key, const Bounds& bounds,
                                      std::string_view documentation) const {
  auto& node = node_->child(key);
  return answered<double>(*content_, node, asked(bounds), [&] {
    return read_required(*content_, ask(node.path(), config::number_rule(bounds), documentation));
  });
}

std::optional<double> ConfigSection::optional_number(std::string_view key, const Bounds& bounds,
                                                     std::string_view documentation) const {
  auto& node = node_->child(key);
  return answered<std::optional<double>>(*content_, node, asked(bounds), [&] {
    return read_optional(*content_, ask(node.path(), config::number_rule(bounds), documentation));
  });
}

std::int64_t ConfigSection::integer(std::string_view key, std::int64_t fallback,
                                    const Bounds& bounds, std::string_view documentation) const {
  auto& node = node_->child(key);
  return answered<std::int64_t>(*content_, node, asked(bounds, fallback), [&] {
    return read_or(*content_, ask(node.path(), config::integer_rule(bounds), documentation),
                   fallback);
  });
}

std::int64_t ConfigSection::required_integer(std::string_view key, const Bounds& bounds,
                                             std::string_view documentation) const {
  auto& node = node_->child(key);
  return answered<std::int64_t>(*content_, node, asked(bounds), [&] {
    return read_required(*content_, ask(node.path(), config::integer_rule(bounds), documentation));
  });
}

std::optional<std::int64_t> ConfigSection::optional_integer(std::string_view key,
                                                            const Bounds& bounds,
                                                            std::string_view documentation) const {
  auto& node = node_->child(key);
  return answered<std::optional<std::int64_t>>(*content_, node, asked(bounds), [&] {
    return read_optional(*content_, ask(node.path(), config::integer_rule(bounds), documentation));
  });
}

bool ConfigSection::boolean(std::string_view key, bool fallback,
                            std::string_view documentation) const {
  auto& node = node_->child(key);
  return answered<bool>(*content_, node, asked(fallback), [&] {
    return read_or(*content_, ask(node.path(), config::boolean_rule(), documentation), fallback);
  });
}

config::BooleanOrName ConfigSection::boolean_or_choice(std::string_view key,
                                                       const config::BooleanOrName& fallback,
                                                       const std::vector<std::string>& names,
                                                       std::string_view documentation) const {
  auto& node = node_->child(key);
  return answered<config::BooleanOrName>(*content_, node, asked(fallback, names), [&] {
    return read_or(*content_,
                   ask(node.path(), config::boolean_or_choice_rule(names), documentation),
                   fallback);
  });
}

std::string ConfigSection::text(std::string_view key, std::string_view fallback,
                                std::string_view documentation) const {
  auto& node = node_->child(key);
  return answered<std::string>(*content_, node, asked(fallback), [&] {
    return read_or(*content_, ask(node.path(), config::text_rule(), documentation),
                   std::string(fallback));
  });
}

std::string ConfigSection::required_text(std::string_view key,
                                         std::string_view documentation) const {
  auto& node = node_->child(key);
  return answered<std::string>(*content_, node, asked(), [&] {
    return read_required(*content_, ask(node.path(), config::text_rule(), documentation));
  });
}

std::optional<std::string> ConfigSection::optional_text(std::string_view key,
                                                        std::string_view documentation) const {
  auto& node = node_->child(key);
  return answered<std::optional<std::string>>(*content_, node, asked(), [&] {
    return read_optional(*content_, ask(node.path(), config::text_rule(), documentation));
  });
}

std::string ConfigSection::choice(std::string_view key, std::string_view fallback,
                                  const std::vector<std::string>& names,
                                  std::string_view documentation) const {
  auto& node = node_->child(key);
  return answered<std::string>(*content_, node, asked(fallback, names), [&] {
    return read_or(*content_, ask(node.path(), config::choice_rule(names), documentation),
                   std::string(fallback));
  });
}

std::string ConfigSection::required_choice(std::string_view key,
                                           const std::vector<std::string>& names,
                                           std::string_view documentation) const {
  auto& node = node_->child(key);
  return answered<std::string>(*content_, node, asked(names), [&] {
    return read_required(*content_, ask(node.path(), config::choice_rule(names), documentation));
  });
}

std::optional<std::string> ConfigSection::optional_choice(std::string_view key,
                                                          const std::vector<std::string>& names,
                                                          std::string_view documentation) const {
  auto& node = node_->child(key);
  return answered<std::optional<std::string>>(*content_, node, asked(names), [&] {
    return read_optional(*content_, ask(node.path(), config::choice_rule(names), documentation));
  });
}

std::vector<double> ConfigSection::numbers(std::string_view key,
                                           const std::vector<double>& fallback,
                                           const Bounds& bounds,
                                           std::string_view documentation) const {
  auto& node = node_->child(key);
  return answered<std::vector<double>>(*content_, node, asked(fallback, bounds), [&] {
    return read_list_or(
        *content_, ask(node.path(), config::list_rule(config::number_rule(bounds)), documentation),
        fallback);
  });
}

std::vector<std::int64_t> ConfigSection::integers(std::string_view key,
                                                  const std::vector<std::int64_t>& fallback,
                                                  const Bounds& bounds,
                                                  std::string_view documentation) const {
  auto& node = node_->child(key);
  return answered<std::vector<std::int64_t>>(*content_, node, asked(fallback, bounds), [&] {
    return read_list_or(
        *content_, ask(node.path(), config::list_rule(config::integer_rule(bounds)), documentation),
        fallback);
  });
}

std::vector<std::string> ConfigSection::texts(std::string_view key,
                                              const std::vector<std::string>& fallback,
                                              std::string_view documentation,
                                              Repeats repeats) const {
  auto& node = node_->child(key);
  return answered<std::vector<std::string>>(*content_, node, asked(fallback, repeats), [&] {
    return read_list_or(
        *content_, ask(node.path(), config::list_rule(config::text_rule(), repeats), documentation),
        fallback);
  });
}

std::vector<std::string> ConfigSection::choices(std::string_view key,
                                                const std::vector<std::string>& fallback,
                                                const std::vector<std::string>& names,
                                                std::string_view documentation,
                                                Repeats repeats) const {
  auto& node = node_->child(key);
  return answered<std::vector<std::string>>(*content_, node, asked(fallback, names, repeats), [&] {
    return read_list_or(
        *content_,
        ask(node.path(), config::list_rule(config::choice_rule(names), repeats), documentation),
        fallback);
  });
}

ConfigSection ConfigSection::table(std::string_view key, std::string_view documentation) const {
  auto& node = node_->child(key);
  answered<TableRead>(*content_, node, asked(), [&] {
    read_table(*content_, node.path(), "table", documentation);
    return TableRead();
  });
  return {content_, &node};
}

std::vector<NamedSection> ConfigSection::named_tables(std::string_view key,
                                                      std::string_view documentation) const {
  auto& node = node_->child(key);
  const auto names = answered<std::vector<std::string>>(*content_, node, asked(), [&] {
    const auto* tables =
        read_table(*content_, node.path(), config::named_tables_type, documentation);
    std::vector<std::string> found;
    if (tables == nullptr) return found;
    for (const config::Entry& entry : tables->entries) found.push_back(entry.key);
    return found;
  });
  const ConfigSection all(content_, &node);
  std::vector<NamedSection> sections;
  for (const std::string& name : names) sections.push_back({name, all.table(name, documentation)});
  return sections;
}

std::vector<NamedValue> ConfigSection::values(std::string_view allowed,
                                              std::string_view documentation) const {
  const Value* found = config::find(content_->root, node_->path());
  const auto* table = found == nullptr ? nullptr : std::get_if<config::Table>(&found->content);
  std::vector<NamedValue> values;
  if (table == nullptr) return values;
  const config::Rule<Value> rule = config::any_value_rule(std::string(allowed));
  for (const config::Entry& entry : table->entries) {
    const KeyPath path = config::joined(node_->path(), entry.key);
    values.push_back({entry.key, of_key(*content_, path, [&] {
                        return config::read_required(*content_, ask(path, rule, documentation));
                      })});
  }
  return values;
}

bool ConfigSection::has(std::string_view key) const {
  return config::find(content_->root, path_to(key)) != nullptr;
}

void ConfigSection::fail(std::string_view key, std::string_view what, std::string_view allowed,
                         const std::optional<config::Value>& stand_in) const {
  KeyError::About failed = config::about(*content_, path_to(key));
  failed.is_choice = true;
  failed.is_of_several = true;
  if (!failed.is_given) failed.stand_in = stand_in;
  throw KeyError(message_about(failed.key, what, allowed), failed);
}

void ConfigSection::fail_missing(std::string_view key, std::string_view what,
                                 std::string_view allowed, const config::Value& stand_in) const {
  KeyError::About missing = config::about(*content_, path_to(key));
  missing.stand_in = stand_in;
  throw KeyError(message_about(missing.key, what, allowed), missing);
}

std::string ConfigSection::message_about(const KeyPath& path, std::string_view what,
                                         std::string_view allowed) const {
  return fmt::format("{}: {}: {}{}{}", config::where(*content_, path), described(*content_, path),
                     what, allowed.empty() ? "" : fmt::format("; allowed: {}", allowed),
                     config::misspelt(*content_, path));
}

std::string ConfigSection::place(std::string_view key) const {
  return config::where(*content_, path_to(key));
}

ConfigSection ConfigSection::root() const { return {content_, &content_->keys}; }

InputFiles& ConfigSection::inputs() const { return *content_->inputs; }

std::string ConfigSection::path() const { return config::dotted(node_->path()); }

KeyPath ConfigSection::path_to(std::string_view key) const {
  return config::joined(node_->path(), key);
}

}  // namespace bacelab
