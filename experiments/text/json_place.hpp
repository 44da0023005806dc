#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "experiments/text/bounds.hpp"

namespace bacelab {

/// The keys that an object may have.
struct AllowedKeys {
  std::vector<std::string> required;
  std::vector<std::string> optional;
};

/// A value in a JSON document and where it stands there: it reads itself as a type, or throws
/// InputError `file: regions[2].gpus = 0: what is wrong, what is allowed`.
class JsonPlace {
 public:
  /// `path` is empty for the outermost value. The value must outlive the place; the file name, too.
  JsonPlace(const nlohmann::json& value, std::string_view file_name, std::string path);

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
  /// An integer; one written with a point, such as 2.0, will do.
  [[nodiscard]] std::int64_t integer(const Bounds& bounds) const;
  /// A list of at least one number.
  [[nodiscard]] std::vector<double> numbers(const Bounds& bounds) const;
  /// A list of at least one integer.
  [[nodiscard]] std::vector<double> integers(const Bounds& bounds) const;

  /// Throws InputError about this value: `file: path = value: what`, without a value for an object
  /// or a list.
  [[noreturn]] void refuse(std::string_view what) const;
  /// The same about element `index` of this list.
  [[noreturn]] void refuse_element(std::size_t index, std::string_view what) const;

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  [[nodiscard]] JsonPlace element(std::size_t index) const;
  [[nodiscard]] std::size_t size_of_list(std::string_view allowed) const;

  std::reference_wrapper<const nlohmann::json> value_;
  std::string_view file_name_;
  std::string path_;
};

/// Refuses what may stand only once in a scenario: a name, an id, a link.
template <class Value>
class Repeated {
 public:
  /// `what` says of what the values are: "the name of a region".
  explicit Repeated(std::string what) : what_(std::move(what)) {}

  /// Throws InputError about `place` if the value was there before.
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
