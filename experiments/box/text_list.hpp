#pragma once

#include <span>
#include <string>
#include <vector>

namespace bacelab {

/// Texts as a JSON list on one line, which is how a results file keeps them in one attribute.
std::string text_list(std::span<const std::string> texts);

/// What text_list() made.
/// \throws std::invalid_argument if the text is none
std::vector<std::string> text_list_from(const std::string& list);

}  // namespace bacelab
