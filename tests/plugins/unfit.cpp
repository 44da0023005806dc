// A plugin that no program takes: each value of WRONG is another reason.
#include <core/plugin/plugin.hpp>
#include <memory>
#include <vector>

namespace {

using namespace bacelab;

class Waits final : public WholePolicy {
 public:
  void begin_run(std::uint64_t /*seed*/) override {}
  void decide(const Situation& /*situation*/, std::vector<Decision>& /*decisions*/) override {}
};

[[maybe_unused]] void add(PolicyCatalog& catalog) {
  if (WRONG == 6) throw 42;
  const auto make = [](const Parameters&) -> std::unique_ptr<WholePolicy> {
    if (WRONG == 8) return nullptr;
    return std::make_unique<Waits>();
  };
  catalog.add_whole_policy({WRONG == 5 ? "bace" : "waits", "waits", make});
  if (WRONG == 7) catalog.add_policy({"odd", "fcsf", true, "bace", "path_order", {}});
}

}  // namespace

#if WRONG != 0
extern "C" const PluginInfo bacelab_plugin;
const PluginInfo bacelab_plugin = {
    plugin_interface + (WRONG == 1 ? 7 : 0), plugin_layout + (WRONG == 2 ? 8 : 0),
    WRONG == 3 ? "another library" : plugin_abi, "1.0", WRONG == 4 ? nullptr : add};
#endif
