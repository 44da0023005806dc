#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "experiments/text/section.hpp"

namespace bacelab {

/// Tables with names that a list elsewhere in the study must contain: [region.NAME] and
/// regions.names.
struct ListedTables {
  std::string_view key;            ///< "region"
  std::string_view documentation;  ///< of all the tables together
  std::string_view problem;        ///< what is wrong with a name that is not in the list
  std::string_view list;           ///< "regions.names"
};

/// Throws InputError, with the nearest name, for a table whose name is not in the list.
void require_listed(const ConfigSection& root, const ListedTables& tables,
                    const std::vector<std::string>& names);

}  // namespace bacelab
