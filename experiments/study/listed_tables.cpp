#include "experiments/study/listed_tables.hpp"

#include <algorithm>
#include <string>

#include "core/registry.hpp"

namespace bacelab {

void require_listed(const ConfigSection& root, const ListedTables& tables,
                    const std::vector<std::string>& names) {
  for (const NamedSection& entry : root.named_tables(tables.key, tables.documentation)) {
    if (std::find(names.begin(), names.end(), entry.name) != names.end()) continue;
    root.table(tables.key, tables.documentation)
        .fail(entry.name, std::string(tables.problem) + did_you_mean(entry.name, names),
              "a name in " + std::string(tables.list));
  }
}

}  // namespace bacelab
