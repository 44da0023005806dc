// A plugin that no program takes: each value of `wrong`, which is linked to it, is another reason.
#include <core/plugin/plugin.hpp>
#include <memory>
#include <vector>

extern const int wrong;

namespace {

using namespace bacelab;

class Waits final : public WholePolicy {
 public:
  void begin_run(std::uint64_t /*seed*/) override {}
  void decide(const Situation& /*situation*/, std::vector<Decision>& /*decisions*/) override {}
};

void add(PolicyCatalog& catalog) {
  if (wrong == 6) throw 42;
  const auto make = [](const Parameters&) -> std::unique_ptr<WholePolicy> {
    if (wrong == 8) return nullptr;
    return std::make_unique<Waits>();
  };
  catalog.add_whole_policy({wrong == 5 ? "bace" : "waits", "waits", make});
  if (wrong == 7) catalog.add_policy({"odd", "fcsf", true, "bace", "path_order", {}});
}

}  // namespace

extern "C" const PluginInfo bacelab_plugin;
const PluginInfo bacelab_plugin = {
    plugin_interface + (wrong == 1 ? 7 : 0), plugin_layout + (wrong == 2 ? 8 : 0),
    wrong == 3 ? "another library" : plugin_abi, "1.0", wrong == 4 ? nullptr : add};
