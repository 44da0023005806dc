#include "app/policies/trial_report.hpp"

#include <fmt/format.h>

#include <ostream>
#include <string_view>

#include "experiments/text/table.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr std::size_t label_width = 16;

void write_lines(std::ostream& out, std::string_view name, const std::string& text,
                 std::size_t width) {
  std::string head = padded(std::string(name), label_width);
  for (const std::string& line : wrapped(words_of(text), width - label_width)) {
    out << head << line << '\n';
    head = std::string(label_width, ' ');
  }
}

enum class Asked : bool { no, yes };

/// What was so in how many of the worlds, and where it was not.
void write_check(std::ostream& out, std::string_view name, std::string_view what,
                 const TrialCheck& check, std::size_t worlds, std::size_t width, Asked asked) {
  write_lines(out, name,
              check.passed == worlds
                  ? fmt::format("{} in all {} worlds", what, worlds)
                  : fmt::format("{} in {} of {} worlds{}", what, check.passed, worlds,
                                asked == Asked::no ? " (not required)" : ""),
              width);
  for (const TrialFinding& finding : check.findings) {
    write_lines(out, "", fmt::format("{} {}: {}", finding.study, finding.replication, finding.what),
                width);
  }
}

double microseconds(double seconds, std::size_t passes) {
  return passes == 0 ? 0.0 : 1e6 * seconds / static_cast<double>(passes);
}

}  // namespace

bool has_passed(const Trial& trial) {
  return trial.rules.passed == trial.worlds && trial.served.passed == trial.worlds &&
         trial.repeated.passed == trial.worlds;
}

void write_trial(std::ostream& out, const std::string& policy, const Trial& trial,
                 std::size_t width) {
  const std::size_t ran = trial.rules.passed;
  write_lines(out, "policy",
              fmt::format("{}, in {} random worlds with {} jobs", policy, trial.worlds,
                          grouped(trial.jobs)),
              width);
  write_check(out, "rules", "no rule broken", trial.rules, trial.worlds, width, Asked::yes);
  if (ran == 0) return;
  write_check(out, "served", "every job", trial.served, ran, width, Asked::yes);
  write_check(out, "repeated", "the same to the last bit", trial.repeated, ran, width, Asked::yes);
  write_check(out, "regions", "the same in any order of the regions", trial.regions, ran, width,
              Asked::no);
  write_check(out, "jobs", "the same under other ids", trial.job_ids, ran, width, Asked::no);
  write_lines(out, "time",
              fmt::format("{:.3g} us a scheduling pass (bace: {:.3g})",
                          microseconds(trial.seconds, trial.passes),
                          microseconds(trial.built_in_seconds, trial.built_in_passes)),
              width);
}

}  // namespace bacelab
