#include "app/simulate/trace.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ostream>
#include <vector>

#include "app/simulate/answer.hpp"
#include "core/scheduling/allocators.hpp"
#include "experiments/text/printable.hpp"
#include "experiments/text/table.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr double bits_per_gigabit = 1e9;

}  // namespace

Trace::Trace(std::ostream& out, const Scenario& scenario, std::size_t width)
    : out_(out), scenario_(scenario), width_(width) {
  for (const Job& job : scenario.jobs) models_[job.id] = job.model;
}

void Trace::order(double now_s, double network_utilisation, std::span<const std::int64_t> job_ids,
                  std::span<const double> scores) {
  out_ << fmt::format("{:.10g} s ({:.3f} h), network utilisation {:.1f} %\n", now_s,
                      now_s / seconds_per_hour, 100.0 * network_utilisation);
  std::vector<std::string> words = {"order", "(job:score,", "lowest", "first):"};
  if (scores.empty()) words = {"waiting", "jobs:"};
  for (std::size_t i = 0; i < job_ids.size(); ++i) {
    words.push_back(scores.empty() ? fmt::format("{}", job_ids[i])
                                   : fmt::format("{}:{:.4g}", job_ids[i], scores[i] + 0.0));
  }
  std::string indentation = "  ";
  for (const std::string& line : wrapped(words, width_ - 4)) {
    out_ << indentation << line << '\n';
    indentation = "    ";
  }
}

void Trace::attempt(std::int64_t job_id) {
  out_ << fmt::format("  job {} ({})\n", job_id, template_of(job_id));
}

void Trace::refused_as_before(std::int64_t job_id) {
  out_ << fmt::format("  job {} ({}): no place, as for the one before of this template\n", job_id,
                      template_of(job_id));
}

void Trace::stage_count(const StageOption& option, std::string_view why) {
  out_ << fmt::format("    {} stages, demand {:.4g} Gbit/s: {}\n", option.stages,
                      option.demand_bit_per_s / bits_per_gigabit, why);
}

void Trace::edge_refused(RegionIndex from, RegionIndex to, double residual, double demand) {
  out_ << fmt::format("      refused {} > {}: residual {:.4g} Gbit/s, demand {:.4g} Gbit/s\n",
                      name_of(from), name_of(to), residual / bits_per_gigabit,
                      demand / bits_per_gigabit);
}

void Trace::dead_end(const std::vector<RegionIndex>& path, int slots, int wanted) {
  std::vector<std::string> names;
  for (const RegionIndex region : path) names.push_back(name_of(region));
  out_ << fmt::format("      dead end {}: room for {} of {} stages\n", fmt::join(names, " > "),
                      slots, wanted);
}

void Trace::candidate(const Placement& placement) {
  out_ << fmt::format("      candidate {}\n", text_of(placement));
}

void Trace::refused(std::string_view why) { out_ << fmt::format("    no place: {}\n", why); }

void Trace::start(std::int64_t job_id, const Placement& placement) {
  out_ << fmt::format("    job {} starts: {} stages on {}\n", job_id, placement.option->stages,
                      text_of(placement));
}

void Trace::blocked(std::int64_t job_id) {
  out_ << fmt::format("  job {} is first in order and blocks all others\n", job_id);
}

std::string Trace::template_of(std::int64_t job_id) const {
  return printable((*scenario_.templates)[models_.at(job_id)].name);
}

std::string Trace::name_of(RegionIndex region) const {
  return printable(scenario_.cluster.regions()[region].name);
}

std::string Trace::text_of(const Placement& placement) const {
  std::vector<PathStep> steps;
  for (std::size_t i = 0; i < placement.path.size(); ++i) {
    steps.push_back({placement.path[i], placement.stages[i]});
  }
  // What an allocator has compared, if it compares prices.
  const bool is_priced = placement.price.magnitude > 0.0;
  const PlacementPrice price = is_priced ? placement.price : price_of(*state_, placement);
  const double usd_per_hour = price.price / 1000.0;
  return fmt::format("{} at {:.4g} USD/h", path_text(scenario_.cluster, steps), usd_per_hour);
}

}  // namespace bacelab
