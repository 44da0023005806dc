#include "app/explain/explanation_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <ostream>
#include <string>
#include <vector>

#include "analysis/reporting/numbers.hpp"
#include "app/simulate/answer.hpp"
#include "app/simulate/side_by_side.hpp"
#include "core/simulation/metrics.hpp"
#include "experiments/text/printable.hpp"
#include "experiments/text/table.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

std::string signed_text(double value, int decimals = 2) {
  if (std::isnan(value)) return "-";
  const std::string text = fmt::format("{:+.{}f}", value, decimals);
  return text.find_first_of("123456789") == std::string::npos ? text.substr(1) : text;
}

std::string hours(double seconds) { return signed_text(seconds / seconds_per_hour); }

void write_text(std::ostream& out, const std::string& text, std::size_t width,
                std::size_t indentation = 2) {
  for (const std::string& line : wrapped(words_of(printable(text)), width, indentation)) {
    out << line << '\n';
  }
}

/// Positions by what `size_of` gives, the largest first, at most `most` of them.
template <class Items, class SizeOf>
std::vector<std::size_t> largest(const Items& items, std::size_t most, const SizeOf& size_of) {
  std::vector<std::size_t> positions(items.size());
  std::iota(positions.begin(), positions.end(), std::size_t{0});
  std::stable_sort(positions.begin(), positions.end(), [&](std::size_t a, std::size_t b) {
    return size_of(items[a]) > size_of(items[b]);
  });
  positions.resize(std::min(most, positions.size()));
  return positions;
}

/// A missing number is the largest: such a job was not served.
double magnitude(double value) { return std::isnan(value) ? HUGE_VAL : std::abs(value); }

/// The sum over jobs, and of the times over those that are part of the mean.
struct Sums {
  JobDifference total;
  std::size_t judged = 0;
  std::size_t unserved = 0;  ///< jobs that one of the policies does not serve
};

Sums sums_of(const std::vector<JobDifference>& jobs) {
  Sums sums;
  for (const JobDifference& job : jobs) {
    if (std::isnan(job.waiting_s)) {
      ++sums.unserved;
      continue;
    }
    sums.total.energy_usd += job.energy_usd;
    sums.total.price_usd += job.price_usd;
    sums.total.transfer_usd += job.transfer_usd;
    if (!job.is_judged) continue;
    ++sums.judged;
    sums.total.waiting_s += job.waiting_s;
    sums.total.computing_s += job.computing_s;
    sums.total.stalled_s += job.stalled_s;
  }
  return sums;
}

void add_job(TextTable& table, const std::string& name, const std::string& model,
             const JobDifference& job, double times_over) {
  table.add_row({name, model, hours(job.waiting_s / times_over),
                 hours(job.computing_s / times_over), hours(job.stalled_s / times_over),
                 hours(job.completion_s() / times_over), signed_text(job.energy_usd),
                 signed_text(job.price_usd), signed_text(job.transfer_usd),
                 signed_text(job.total_usd())});
}

void write_jobs(std::ostream& out, const Scenario& scenario, const Explanation& explanation,
                std::size_t most, std::size_t width) {
  write_text(out,
             fmt::format("Jobs: what they take [h] and cost [USD], {} - {}. Electricity differs by "
                         "the energy that a job uses, and by its price.",
                         explanation.other_name, explanation.own_name),
             width);
  using enum Align;
  TextTable table({left, left, right, right, right, right, right, right, right, right});
  table.add_row({"job", "template", "waiting", "comput.", "stalled", "all h", "energy", "price",
                 "transf.", "all USD"});
  const auto& jobs = explanation.jobs;
  for (const std::size_t i : largest(
           jobs, most, [](const JobDifference& job) { return magnitude(job.completion_s()); })) {
    const Job& given = scenario.jobs[JobIndex(i)];
    add_job(table, std::to_string(jobs[i].id), (*scenario.templates)[given.model].name, jobs[i],
            1.0);
  }
  if (jobs.size() > most) {
    table.add_row({"...", counted(jobs.size() - most, "more job"), "", "", "", "", "", "", "", ""});
  }
  const Sums sums = sums_of(jobs);
  table.add_blank_row();
  add_job(table, "all", "mean h, sum USD", sums.total, static_cast<double>(sums.judged));
  for (const std::string& line : table.lines(width)) out << line << '\n';
  if (sums.unserved > 0) {
    write_text(out, counted(sums.unserved, "job") + " that one of them does not serve: left out",
               width);
  }
  out << '\n';
}

std::string text_of(const Scenario& scenario, const std::vector<Start>& starts) {
  if (starts.empty()) return "nothing";
  std::vector<std::string> texts;
  for (const Start& start : starts) {
    texts.push_back(fmt::format("{} on {}", start.job, path_text(scenario.cluster, start.path)));
  }
  return fmt::format("{}", fmt::join(texts, ", "));
}

std::string text_of(const Scenario& scenario, const Sight& sight) {
  constexpr std::size_t most_named = 12;
  std::vector<std::string> free;
  for (RegionIndex region; region < sight.free_gpus.end_index(); ++region) {
    if (sight.free_gpus[region] == 0) continue;
    free.push_back(fmt::format("{} {} ({} USD/h)", scenario.cluster.regions()[region].name,
                               sight.free_gpus[region], number_text(sight.price[region] / 1000.0)));
  }
  const auto named = std::span(sight.pending).first(std::min(most_named, sight.pending.size()));
  return fmt::format("Free GPUs (price of one): {}. Waiting: {}{}. Running: {}. Network: {} %.",
                     free.empty() ? "none" : fmt::format("{}", fmt::join(free, ", ")),
                     fmt::join(named, ", "),
                     named.size() < sight.pending.size()
                         ? fmt::format(" and {} more", sight.pending.size() - named.size())
                         : "",
                     sight.running, number_text(100.0 * sight.utilisation));
}

/// Decisions one after the other that start the same and would have started the same: mostly of a
/// policy that goes on waiting.
struct RepeatedDecision {
  const SwappedDecision* first;
  const SwappedDecision* last;
  std::size_t times = 1;
  const SwappedDecision* most;  ///< that made most
};

double effect_of(const SwappedDecision& decision) { return magnitude(decision.jct_mean_s); }

std::vector<RepeatedDecision> repeated(const std::vector<SwappedDecision>& decisions) {
  std::vector<RepeatedDecision> groups;
  for (const SwappedDecision& decision : decisions) {
    if (groups.empty() || groups.back().last->own != decision.own ||
        groups.back().last->other != decision.other) {
      groups.push_back({&decision, &decision, 1, &decision});
      continue;
    }
    RepeatedDecision& group = groups.back();
    group.last = &decision;
    ++group.times;
    if (effect_of(decision) > effect_of(*group.most)) group.most = &decision;
  }
  return groups;
}

std::string text_of_effect(const SwappedDecision& decision) {
  const std::string cost = fmt::format("total cost {} USD", signed_text(decision.total_usd));
  if (decision.unserved == 0.0) {
    return fmt::format("mean job completion time {} h, {}", hours(decision.jct_mean_s), cost);
  }
  return fmt::format("unserved jobs {:+.0f}, {}", decision.unserved, cost);
}

void write_decision(std::ostream& out, const Scenario& scenario, const Explanation& explanation,
                    const RepeatedDecision& group, std::size_t width) {
  std::string when = fmt::format("{:.2f} h", group.first->where.time_s / seconds_per_hour);
  if (group.times > 1) {
    when = fmt::format("{:.2f} to {:.2f} h, {} times", group.first->where.time_s / seconds_per_hour,
                       group.last->where.time_s / seconds_per_hour, group.times);
  }
  write_text(out,
             fmt::format("{}: {} starts {}; {} would have started {}", when, explanation.own_name,
                         text_of(scenario, group.first->own), explanation.other_name,
                         text_of(scenario, group.first->other)),
             width, 4);
  const std::vector<std::string> effect = words_of(fmt::format(
      "Swapped{}: {}",
      group.times == 1 ? ""
                       : fmt::format(" at {:.2f} h", group.most->where.time_s / seconds_per_hour),
      text_of_effect(*group.most)));
  const std::size_t room = width > 4 ? width - 4 : 1;
  for (const std::string& line : wrapped(effect, room)) out << "    " << line << '\n';
  for (const std::string& line :
       wrapped(words_of(printable(text_of(scenario, group.first->where.sight))), room)) {
    out << "    " << line << '\n';
  }
}

void write_decisions(std::ostream& out, const Scenario& scenario, const Explanation& explanation,
                     std::size_t most, std::size_t width) {
  const std::string& own = explanation.own_name;
  const std::string& other = explanation.other_name;
  write_text(out,
             fmt::format("Decisions: at {} of {}'s run {} would have decided otherwise in the same "
                         "state. A swap is {}'s run with this one decision of {}.",
                         counted(explanation.divergences, "instant"), own, other, own, other),
             width);
  const auto groups = repeated(explanation.decisions);
  auto shown =
      largest(groups, most, [](const RepeatedDecision& group) { return effect_of(*group.most); });
  std::sort(shown.begin(), shown.end());
  if (shown.size() < groups.size()) {
    write_text(out, fmt::format("Of {} the {} that made most:", groups.size(), shown.size()),
               width);
  }
  for (const std::size_t i : shown) write_decision(out, scenario, explanation, groups[i], width);
  out << '\n';
}

}  // namespace

void write_explanation(std::ostream& out, const Replay& replay, const Explanation& explanation,
                       std::size_t most, std::size_t width) {
  const Scenario& scenario = replay.scenario();
  write_text(out,
             fmt::format("{}: {} against {}", replay.title(), explanation.other_name,
                         explanation.own_name),
             width);
  out << '\n';
  write_metrics_side_by_side(out, scenario, {explanation.own_name, explanation.other_name},
                             {&explanation.own, &explanation.other}, width);
  out << '\n';
  write_jobs(out, scenario, explanation, most, width);
  write_decisions(out, scenario, explanation, most, width);
  for (const auto& [name, record] : {std::pair(explanation.own_name, &explanation.own),
                                     std::pair(explanation.other_name, &explanation.other)}) {
    out << printable(name) << '\n';
    write_timeline(out, *record, width);
  }
}

}  // namespace bacelab
