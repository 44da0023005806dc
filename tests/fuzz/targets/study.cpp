#include <algorithm>
#include <string>

#include "experiments/study/study_file.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/targets/targets.hpp"

namespace bacelab::fuzz {
namespace {

/// Studies are checked at every point: many values of many factors only take long.
bool may_have_many_points(std::string_view text) {
  return text.find("design") != std::string_view::npos &&
         std::count(text.begin(), text.end(), ',') > 12;
}

}  // namespace

/// A study resolves to a study that resolves to itself.
void fuzz_study(std::string_view bytes) {
  if (may_have_many_points(bytes)) return;
  const StudyFile study = StudyFile::read(bytes, "study.toml", {});
  const StudyFile again =
      must_read([&] { return StudyFile::read(study.resolved(), "study.toml", {}); });
  require(again.resolved() == study.resolved(), "a study resolves to itself");
}

}  // namespace bacelab::fuzz
