#include "experiments/worlds/import/imported.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/errors.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {

RegionKeys RegionKeys::parse(std::string_view option, std::span<const std::string> texts,
                             std::size_t least) {
  RegionKeys regions;
  for (const std::string& text : texts) {
    const std::size_t sign = text.find('=');
    if (sign == std::string::npos || sign == 0 || sign + 1 == text.size()) {
      throw InputError(fmt::format("{} {}: must be NAME=KEY, such as Ireland=aws:eu-west-1", option,
                                   shown_key(text)));
    }
    const std::string name = text.substr(0, sign);
    if (std::find(regions.names_.begin(), regions.names_.end(), name) != regions.names_.end()) {
      throw InputError(fmt::format("{} {}: the region '{}' is given twice", option, shown_key(text),
                                   shown_key(name)));
    }
    regions.names_.push_back(name);
    regions.keys_.push_back(text.substr(sign + 1));
  }
  if (regions.size() < least) {
    throw InputError(fmt::format("{}: at least {} region{} needed", option, least,
                                 least == 1 ? " is" : "s are"));
  }
  return regions;
}

std::optional<std::size_t> RegionKeys::find(std::string_view key) const {
  const auto found = std::find(keys_.begin(), keys_.end(), key);
  if (found == keys_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - keys_.begin());
}

void RegionKeys::require_distinct_keys(std::string_view option) const {
  for (std::size_t i = 0; i < size(); ++i) {
    const std::size_t first = *find(keys_[i]);
    if (first == i) continue;
    throw InputError(
        fmt::format("{}: the regions '{}' and '{}' are both {}; allowed: one key per region",
                    option, shown_key(names_[first]), shown_key(names_[i]), shown_key(keys_[i])));
  }
}

}  // namespace bacelab
