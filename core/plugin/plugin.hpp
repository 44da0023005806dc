#pragma once

#include <cstddef>
#include <cstdint>

#include "core/scheduling/policies/catalog.hpp"
#include "core/scheduling/policies/policy.hpp"
#include "core/scheduling/rules.hpp"

/// A plugin is a shared library that adds parts of policies, and whole policies, to those of the
/// program. It is built against these headers with the program's compiler, and needs no other
/// library:
///
///     void add(bacelab::PolicyCatalog& catalog) {
///       catalog.add_path_finder({"my_finder", "what it looks for", make_my_finder, my_parameters});
///     }
///     BACELAB_PLUGIN("1.0", add)
///
/// What the program's functions promise, and what they rely on, stands at their declarations.

namespace bacelab {

/// The version of what stands in the installed headers: it changes with every change after which an
/// old plugin would not work.
inline constexpr std::uint32_t plugin_interface = 2;

/// The compiler and the library that a program or a plugin was built with, as far as they must be
/// the same for both.
inline constexpr const char* plugin_abi =
#if defined(_GLIBCXX_USE_CXX11_ABI) && _GLIBCXX_USE_CXX11_ABI
    "libstdc++ with C++11 strings";
#elif defined(_LIBCPP_VERSION)
    "libc++";
#else
    "libstdc++ without C++11 strings";
#endif

/// The sizes of what is passed between the program and a plugin: other headers than the program's
/// have others.
inline constexpr std::size_t plugin_layout =
    sizeof(SystemState) + 3 * sizeof(StagePlan) + 5 * sizeof(StageOption) + 7 * sizeof(Placement) +
    11 * sizeof(PendingJob) + 13 * sizeof(Situation) + 17 * sizeof(Decision) +
    19 * sizeof(RunningView) + 23 * sizeof(PartInfo<PathFinder>) + 29 * sizeof(PolicySpec);

/// What a plugin exports under the name `bacelab_plugin`.
struct PluginInfo {
  std::uint32_t interface;  ///< plugin_interface
  std::size_t layout;       ///< plugin_layout
  const char* abi;          ///< plugin_abi
  const char* version;      ///< of the plugin itself
  void (*add)(PolicyCatalog& catalog);
};

}  // namespace bacelab

/// Exports a plugin: its version as a text, and the function that adds what it has to a catalog,
/// which may be called several times and throws for what can't be added.
#define BACELAB_PLUGIN(plugin_version, add_function)                                             \
  extern "C" __attribute__((visibility("default"))) const bacelab::PluginInfo bacelab_plugin;    \
  const bacelab::PluginInfo bacelab_plugin = {bacelab::plugin_interface, bacelab::plugin_layout, \
                                              bacelab::plugin_abi, plugin_version, add_function};
