#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "experiments/text/json_place.hpp"

namespace bacelab {

/// A JSON text, parsed. Stricter than JSON: no key twice in an object, no endless nesting.
class JsonDocument {
 public:
  /// Throws InputError: `file:line:column: what` for a syntax error or bytes that aren't UTF-8,
  /// `file: key: what` for a repeated key.
  JsonDocument(std::string_view text, std::string file_name);
  ~JsonDocument();
  JsonDocument(const JsonDocument&) = delete;
  JsonDocument& operator=(const JsonDocument&) = delete;

  /// The outermost value. No place may outlive the document.
  [[nodiscard]] JsonPlace root() const;

 private:
  std::string file_name_;
  std::unique_ptr<nlohmann::json> value_;
};

/// A text as a JSON string, with quotes. Throws InputError if it is not UTF-8.
std::string json_quoted(std::string_view text);

}  // namespace bacelab
