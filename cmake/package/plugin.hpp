#pragma once

// Installed as bacelab/plugin.hpp: all that a plugin needs.
#include "core/plugin/plugin.hpp"  // IWYU pragma: export
