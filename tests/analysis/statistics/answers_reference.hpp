#pragma once

#include <cstdint>
#include <stdexcept>
#include <vector>

#include "analysis/statistics/bootstrap.hpp"
#include "tests/analysis/statistics/paired_reference.hpp"

namespace bacelab::reference {

/// A case of answers, with the pairs that it is about.
struct Answers {
  Case expected;
  Case pairs;

  [[nodiscard]] const std::vector<double>& a() const { return pairs.list("a"); }
  [[nodiscard]] const std::vector<double>& b() const { return pairs.list("b"); }
  [[nodiscard]] double confidence() const { return pairs.number("confidence"); }
  [[nodiscard]] Bootstrap bootstrap() const {
    return {expected.count("resamples"), static_cast<std::uint64_t>(expected.number("seed"))};
  }
};

/// All cases of this kind, each with the case of paired statistics of its name.
inline std::vector<Answers> answers(const std::string& kind) {
  std::vector<Answers> all;
  const std::vector<Case> paired = cases("paired");
  for (Case& expected : cases(kind)) {
    const std::string name = "paired" + expected.name.substr(kind.size());
    for (const Case& pairs : paired) {
      if (pairs.name == name) all.push_back({expected, pairs});
    }
  }
  if (all.size() != cases(kind).size()) throw std::runtime_error("a case has no pairs: " + kind);
  return all;
}

}  // namespace bacelab::reference
