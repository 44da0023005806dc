#pragma once

namespace bacelab {

/// The model that this program computes, as a number: it rises with every change after which some
/// run could have another result than before, so that results of two models are never mixed.
inline constexpr int model_version = 1;

}  // namespace bacelab
