#pragma once

#include <string>

#include "experiments/text/document.hpp"

namespace bacelab {

/// A study file of this text, whose messages name it study.toml.
inline ConfigDocument parse_study(const std::string& text) {
  return ConfigDocument::parse(text, "study.toml");
}

}  // namespace bacelab
