#include "app/check/finding_lines.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "app/cli/command_line.hpp"
#include "app/cli/obstacle_text.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_findings_told = 4;
constexpr std::size_t longest_failure_told = 300;

/// Policies whose first stuck runs say the same.
struct StuckAlike {
  std::vector<std::string> policies;
  StuckRuns first;
};

std::vector<StuckAlike> alike(const std::vector<StuckRuns>& stuck) {
  std::vector<StuckAlike> groups;
  for (const StuckRuns& runs : stuck) {
    const auto same = std::find_if(groups.begin(), groups.end(), [&](const StuckAlike& group) {
      return runs.obstacle && group.first.point == runs.point &&
             group.first.replication == runs.replication && group.first.obstacle == runs.obstacle;
    });
    if (same == groups.end()) {
      groups.push_back({{runs.policy}, runs});
    } else {
      same->policies.push_back(runs.policy);
    }
  }
  return groups;
}

/// "replication 3", with the point if there are several.
std::string place_text(const StudyFile& file, std::size_t point, std::size_t replication) {
  return file.design().points() == 1 ? fmt::format("replication {}", replication)
                                     : fmt::format("point {}, replication {}", point, replication);
}

/// The words of the command line that choose the world.
std::string world_words(const StudyFile& file, const StudyOptions& options, std::size_t point,
                        std::size_t replication) {
  std::string words = words_of_study(options);
  if (file.design().points() > 1) words += fmt::format(" --point {}", point);
  return words + fmt::format(" --replication {}", replication);
}

/// How to see the decisions in the world of a stuck run.
std::string look_text(const StudyFile& file, const StudyOptions& options, const StuckRuns& runs) {
  std::string study = words_of_study(options);
  if (file.design().points() > 1) study += fmt::format(" --point {}", runs.point);
  return fmt::format(
      "`bacelab scenario {} > world.json` and `bacelab simulate world.json --policy {} --study {} "
      "--trace` show each decision",
      world_words(file, options, runs.point, runs.replication), shell_word(runs.policy), study);
}

/// How to look for more of a policy's errors.
std::string try_text(const StudyOptions& options, const std::string& policy) {
  return fmt::format("`bacelab policies --study {} --try {}` tries it in small worlds",
                     words_of_study(options), shell_word(policy));
}

std::string stuck_text(const StuckAlike& group, const StudyFile& file,
                       const StudyOptions& options) {
  const StuckRuns& runs = group.first;
  std::string text = fmt::format("{} ({})", fmt::join(group.policies, ", "),
                                 place_text(file, runs.point, runs.replication));
  if (!runs.obstacle)
    return text + ": the limit was not looked for; " + look_text(file, options, runs);
  text += " " + obstacle_text(*runs.obstacle);
  const std::string remedy = obstacle_remedy(*runs.obstacle, file.at(runs.point).world);
  if (!remedy.empty()) text += "; " + remedy;
  if (runs.obstacle->limit == Limit::no_decision) text += "; " + try_text(options, runs.policy);
  if (runs.obstacle->limit == Limit::unknown) text += ": " + look_text(file, options, runs);
  return text;
}

/// Does a plugin's code run in the policy?
bool has_own_code(const StudyFile& file, const std::string& policy) {
  const Study study = file.at(0);
  const auto spec = std::find_if(study.policies.begin(), study.policies.end(),
                                 [&](const PolicySpec& one) { return one.name == policy; });
  if (!spec->whole.empty()) return true;
  return !orderings().find(spec->ordering) || !path_finders().find(spec->path_finder) ||
         !allocators().find(spec->allocator);
}

std::string failed_text(const FailedRuns& runs, const StudyFile& file,
                        const StudyOptions& options) {
  const RunFailure& first = runs.first;
  const std::string place = place_text(file, first.point, first.replication);
  const std::string message = shortened(first.message, longest_failure_told);
  if (first.policy.empty()) return fmt::format("the world of {}: {}", place, message);
  return fmt::format(
      "{} ({}): {}{}", first.policy, place, message,
      has_own_code(file, first.policy) ? "; " + try_text(options, first.policy) : "");
}

/// "..., and 3 more policies".
void add_rest(std::size_t all, std::vector<std::string>& texts) {
  if (all > most_findings_told)
    texts.push_back(fmt::format("and {} more", all - most_findings_told));
}

}  // namespace

std::vector<std::string> stuck_texts(const std::vector<StuckRuns>& stuck, const StudyFile& file,
                                     const StudyOptions& options) {
  const std::vector<StuckAlike> groups = alike(stuck);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < std::min(groups.size(), most_findings_told); ++i) {
    texts.push_back(stuck_text(groups[i], file, options));
  }
  add_rest(groups.size(), texts);
  return texts;
}

std::vector<std::string> failed_texts(const std::vector<FailedRuns>& failed, const StudyFile& file,
                                      const StudyOptions& options) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < std::min(failed.size(), most_findings_told); ++i) {
    texts.push_back(failed_text(failed[i], file, options));
  }
  add_rest(failed.size(), texts);
  return texts;
}

}  // namespace bacelab
