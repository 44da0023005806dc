#pragma once

namespace bacelab {

/// May a list hold the same text twice?
enum class Repeats { allowed, refused };

}  // namespace bacelab
