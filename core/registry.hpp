#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/errors.hpp"

namespace bacelab {

/// Number of single-character insertions, deletions, replacements and swaps of neighbours that turn
/// `a` into `b`, no part being edited twice (optimal string alignment, the restricted
/// Damerau-Levenshtein distance). Counts bytes; case matters.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The name in `known` that `wrong` was most likely meant to be: the one at the smallest edit
/// distance, the first of equals. Case does not matter. Empty if all are further away than a third
/// of the longer name's length (one edit is always near, from three letters on).
std::string nearest_name(std::string_view wrong, std::span<const std::string> known);

/// ` (did you mean 'NAME'?)` for the name nearest to `wrong`, empty if nothing is near.
std::string did_you_mean(std::string_view wrong, std::span<const std::string> known);

/// What a registry can hold.
template <class Entry>
concept NamedEntry = requires(const Entry& entry) {
  { entry.name } -> std::convertible_to<std::string_view>;
};

/// Everything of one kind that users choose by name, in the order of help texts. It looks at a
/// list, which must live as long as it does:
///
///     constexpr auto list = std::to_array<Schedule>({{"gpipe", ...}, {"one_f_one_b", ...}});
///     Registry<Schedule> schedules() { static constexpr Registry registry(list); return registry;
///     }
///
/// For a constant list a missing or repeated name is a compile-time error.
template <NamedEntry Entry>
class Registry {
 public:
  /// Throws std::logic_error unless all names are given and distinct, and all descriptions given,
  /// if the entries have some.
  constexpr explicit Registry(std::span<const Entry> entries) : entries_(entries) {
    for (std::size_t i = 0; i < entries.size(); ++i) require_valid(i);
  }
  template <std::size_t Size>
  constexpr explicit Registry(const std::array<Entry, Size>& entries)
      : Registry(std::span<const Entry>(entries)) {}
  template <std::size_t Size>
  explicit Registry(const std::array<Entry, Size>&&) = delete;

  [[nodiscard]] constexpr auto begin() const { return entries_.begin(); }
  [[nodiscard]] constexpr auto end() const { return entries_.end(); }
  [[nodiscard]] constexpr std::size_t size() const { return entries_.size(); }
  [[nodiscard]] constexpr const Entry& operator[](std::size_t i) const { return entries_[i]; }
  [[nodiscard]] constexpr const Entry& front() const { return entries_.front(); }

  /// The entry with that name; null if there is none.
  [[nodiscard]] constexpr const Entry* find(std::string_view name) const {
    const auto found =
        std::find_if(begin(), end(), [&](const Entry& entry) { return entry.name == name; });
    return found == end() ? nullptr : &*found;
  }

  /// The entry of that name. Throws InputError (missing()) if there is none.
  [[nodiscard]] const Entry& at(std::string_view name, std::string_view kind) const {
    if (const Entry* found = find(name)) return *found;
    throw InputError(missing(name, kind));
  }

  /// The error that there is no entry of that name, with the nearest and all known ones. `kind`
  /// says what the entries are: "path finder".
  [[nodiscard]] std::string missing(std::string_view name, std::string_view kind) const {
    const std::vector<std::string> known = names();
    std::string message = "there is no " + std::string(kind) + " '" + std::string(name) + "'" +
                          did_you_mean(name, known) + "; there are ";
    for (std::size_t i = 0; i < known.size(); ++i) message += (i == 0 ? "" : ", ") + known[i];
    return message;
  }

  /// The position in the list of the entry with that name. Throws InputError if there is none.
  [[nodiscard]] std::size_t index_of(std::string_view name, std::string_view kind) const {
    return static_cast<std::size_t>(&at(name, kind) - entries_.data());
  }

  /// All names.
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> all;
    all.reserve(size());
    for (const Entry& entry : entries_) all.emplace_back(entry.name);
    return all;
  }

 private:
  constexpr void require_valid(std::size_t i) const {
    const std::string_view name = entries_[i].name;
    if (name.empty()) throw std::logic_error("an entry of a registry has no name");
    if constexpr (requires { entries_[i].description; }) {
      if (std::string_view(entries_[i].description).empty()) {
        throw std::logic_error("an entry of a registry has no description");
      }
    }
    for (const Entry& earlier : entries_.first(i)) {
      if (std::string_view(earlier.name) == name) {
        throw std::logic_error("two entries of a registry have the same name");
      }
    }
  }

  std::span<const Entry> entries_;
};

template <class Entry, std::size_t Size>
Registry(const std::array<Entry, Size>&) -> Registry<Entry>;

}  // namespace bacelab
