#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "experiments/study/design/design.hpp"

namespace bacelab::testing {

/// The design of a study file's text.
inline Design design_of(const std::string& text) {
  return read_design(ConfigDocument::parse(text, "study.toml").root());
}

inline const std::vector<double>& numbers_of(const Design& design, std::size_t factor) {
  return std::get<std::vector<double>>(design.factors().at(factor).values);
}

inline const std::vector<std::string>& names_of(const Design& design, std::size_t factor) {
  return std::get<std::vector<std::string>>(design.factors().at(factor).values);
}

inline const std::vector<std::int64_t>& integers_of(const Design& design, const char* column) {
  return std::get<std::vector<std::int64_t>>(design.description().column(column)->values);
}

}  // namespace bacelab::testing
