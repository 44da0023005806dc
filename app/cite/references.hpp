#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/study/study_file.hpp"

namespace bacelab {

/// A publication. Fields that are not known are empty.
struct Reference {
  std::string_view key;  ///< of BibTeX
  std::string_view authors;
  std::string_view title;
  std::string_view venue;
  std::string_view year;
  std::string_view identifier;  ///< "doi:10.1145/..." or "arXiv:1811.06965"
};

/// A publication, and what of a study comes from it.
struct Citation {
  std::string_view reason;
  const Reference* reference = nullptr;
};

/// What to cite for any study.
[[nodiscard]] std::vector<Citation> citations();

/// What to cite for a study, besides that: its policies, schedules, design, precision target and
/// bandwidths, at any of its points.
[[nodiscard]] std::vector<Citation> citations(const StudyFile& study);

/// What to cite for analyses: compare, warmup, match.
[[nodiscard]] std::vector<Citation> citations_of_analyses();

/// "Authors. Title. Venue, year. doi:..."
[[nodiscard]] std::string text_of(const Reference& reference);

/// An entry of BibTeX.
[[nodiscard]] std::string bibtex_of(const Reference& reference);

}  // namespace bacelab
