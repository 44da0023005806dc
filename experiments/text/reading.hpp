#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "experiments/text/content.hpp"
#include "experiments/text/key_error.hpp"
#include "experiments/text/rules.hpp"
#include "experiments/text/toml.hpp"

/// Reading one key: find it, check it by its rule, record it.
namespace bacelab::config {

/// A key and its reader's description of it.
template <typename T>
struct Question {
  KeyPath path;
  Rule<T> rule;
  std::string_view documentation;
};

/// How messages refer to the value at `path`, which the document or the reader gives.
Given given_by_document(const Content& content, const KeyPath& path, const Value& value);
Given given_by_fallback(const Content& content, const KeyPath& path, const Value& fallback);

/// Throws KeyError: the key must be given. Names a similar unread key. `stand_in`: a legal value.
[[noreturn]] void refuse_missing(const Content& content, const KeyPath& path,
                                 std::string_view wanted, const Value& stand_in);

/// What KeyError says of a key.
KeyError::About about(const Content& content, const KeyPath& path);

/// `fallback` is the text for the key reference.
template <typename T>
void note(Content& content, const Question<T>& question, const std::string& fallback,
          const std::optional<Value>& value) {
  const Rule<T>& rule = question.rule;
  const auto unit = rule.unit.empty() ? std::nullopt : std::optional(rule.unit);
  content.record.note({question.path, Role::option,
                       ConfigOption{dotted(question.path), rule.type, fallback, rule.allowed, unit,
                                    std::string(question.documentation), rule.choices},
                       value});
}

template <typename T>
T read_found(Content& content, const Question<T>& question, const Value& found,
             const std::string& fallback) {
  const T result = question.rule.check(given_by_document(content, question.path, found));
  note(content, question, fallback, to_value(result));
  return result;
}

/// If the key is missing and an unread one has a similar spelling: "; did you mean ..."
std::string misspelt(const Content& content, const KeyPath& path);

template <typename T>
T read_required(Content& content, const Question<T>& question) {
  const Value* found = find(content.root, question.path);
  if (found == nullptr) {
    refuse_missing(content, question.path, question.rule.wanted(), question.rule.example);
  }
  return read_found(content, question, *found, "required");
}

template <typename T>
std::optional<T> read_optional(Content& content, const Question<T>& question) {
  const Value* found = find(content.root, question.path);
  if (found != nullptr) return read_found(content, question, *found, "none");
  note(content, question, "none", std::nullopt);
  return std::nullopt;
}

template <typename T>
T read_or(Content& content, const Question<T>& question, const T& fallback) {
  const Value value = to_value(fallback);
  const std::string text = toml_text(value);
  if (const Value* found = find(content.root, question.path))
    return read_found(content, question, *found, text);
  question.rule.check(given_by_fallback(content, question.path, value));
  note(content, question, text, value);
  return fallback;
}

/// An empty fallback means no default.
template <typename T>
std::vector<T> read_list_or(Content& content, const Question<std::vector<T>>& question,
                            const std::vector<T>& fallback) {
  if (!fallback.empty()) return read_or(content, question, fallback);
  return read_optional(content, question).value_or(fallback);
}

}  // namespace bacelab::config
