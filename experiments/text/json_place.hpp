#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "experiments/text/bounds.hpp"
#include "experiments/text/rules.hpp"
#include "experiments/text/value.hpp"

namespace bacelab {

/// The keys that an object may have.
struct AllowedKeys {
  std::vector<std::string> required;
  std::vector<std::string> optional;
};

/// A value in a JSON document and its place there: it reads itself as a type, or throws InputError
/// `file: regions[2].gpus = 0: what is wrong, what is allowed`. Unlike a study, which has a default
/// for nearly each key, such a document is complete: an object says which keys it must have, and
/// there is no record of what was read.
class JsonPlace {
 public:
  /// No place may outlive the document of the value.
  explicit JsonPlace(config::Given given) : given_(std::move(given)) {}

  /// Must be an object that has all required keys, and no others but the optional ones.
  void require_object(const AllowedKeys& keys) const;
  /// The value of a key of this object, which must have it.
  [[nodiscard]] JsonPlace at(std::string_view key) const;
  /// The value of a key of this object, if it has it.
  [[nodiscard]] std::optional<JsonPlace> find(std::string_view key) const;

  /// The elements of a list.
  [[nodiscard]] std::vector<JsonPlace> elements() const;
  /// The elements of a list of at least one.
  [[nodiscard]] std::vector<JsonPlace> filled_elements() const;

  [[nodiscard]] bool is_null() const;
  [[nodiscard]] bool boolean() const;
  /// A text that is not empty.
  [[nodiscard]] std::string text() const;
  /// One of `names`; `kind` says of what: "a template".
  [[nodiscard]] std::string name_of(std::string_view kind,
                                    const std::vector<std::string>& names) const;
  [[nodiscard]] double number(const Bounds& bounds) const;
  /// An integer; one written with a point, such as 2.0, is accepted.
  [[nodiscard]] std::int64_t integer(const Bounds& bounds) const;
  /// A list of at least one number.
  [[nodiscard]] std::vector<double> numbers(const Bounds& bounds) const;
  /// A list of at least one integer.
  [[nodiscard]] std::vector<double> integers(const Bounds& bounds) const;

  /// Throws InputError about this value: `file: path = value: what`, without a value for an object
  /// or a list.
  [[noreturn]] void refuse(std::string_view what) const { given_.refuse(what); }
  /// The same about element `index` of this list.
  [[noreturn]] void refuse_element(std::size_t index, std::string_view what) const {
    given_.element(index).refuse(what);
  }

  [[nodiscard]] const std::string& path() const { return given_.name; }

 private:
  config::Given given_;
};

/// A JSON text, parsed.
class JsonDocument {
 public:
  /// Throws InputError, as config::read_json does.
  JsonDocument(std::string_view text, std::string file_name);
  JsonDocument(const JsonDocument&) = delete;
  JsonDocument& operator=(const JsonDocument&) = delete;

  /// The outermost value. No place may outlive the document.
  [[nodiscard]] JsonPlace root() const;

 private:
  std::string file_name_;
  config::Value value_;
};

/// Refuses duplicates of what must be unique in a scenario: a name, an id, a link.
template <class Value>
class Repeated {
 public:
  /// `what` says what the values are: "the name of a region".
  explicit Repeated(std::string what) : what_(std::move(what)) {}

  /// Throws InputError about `place` if the value has occurred before.
  void add(const Value& value, const JsonPlace& place) {
    const auto [first, is_new] = first_.emplace(value, place.path());
    if (is_new) return;
    place.refuse(
        fmt::format("{} is given twice, first at {}; it may stand once", what_, first->second));
  }

 private:
  std::string what_;
  std::map<Value, std::string> first_;  // with the path of its first place
};

}  // namespace bacelab
