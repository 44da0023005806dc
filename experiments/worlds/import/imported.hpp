#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bacelab {

/// The conversion of a public file, with notes for the user: what was read, dropped, filled and
/// assumed, one per line.
template <class Content>
struct Imported {
  Content content;
  std::vector<std::string> notes;
};

/// Regions of a study and their names in a public file: Ireland=aws:eu-west-1.
class RegionKeys {
 public:
  /// Texts NAME=KEY. Throws InputError, beginning with `option`, for other texts, names given twice
  /// and fewer than `least` regions.
  static RegionKeys parse(std::string_view option, std::span<const std::string> texts,
                          std::size_t least);

  [[nodiscard]] std::size_t size() const { return names_.size(); }
  [[nodiscard]] const std::string& name(std::size_t i) const { return names_[i]; }
  [[nodiscard]] const std::string& key(std::size_t i) const { return keys_[i]; }
  [[nodiscard]] const std::vector<std::string>& keys() const { return keys_; }
  /// The first region of a key.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view key) const;
  /// Throws InputError, beginning with `option`, if two regions have one key.
  void require_distinct_keys(std::string_view option) const;

 private:
  std::vector<std::string> names_;
  std::vector<std::string> keys_;
};

}  // namespace bacelab
