#pragma once

#include <string>

namespace bacelab {

/// An SVG drawing of gnuplot as a part of an HTML page: without a background and what is not seen,
/// in the page's colours, with ids that begin with `prefix`, as wide as there is room for.
/// `label` says what it shows to those who can't see it.
[[nodiscard]] std::string inline_svg(const std::string& drawing, const std::string& prefix,
                                     const std::string& label);

}  // namespace bacelab
