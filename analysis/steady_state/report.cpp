#include "analysis/steady_state/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>
#include <vector>

#include "analysis/reporting/numbers.hpp"
#include "analysis/reporting/records.hpp"
#include "experiments/text/table.hpp"

namespace bacelab {
namespace {

std::string count_text(const ValueOrReason<double>& count) {
  return count.has_value() ? fmt::format("{:g}", count.value()) : "-";
}

std::string correlation_text(const ValueOrReason<double>& correlation) {
  return correlation.has_value() ? fmt::format("{:.2f}", correlation.value()) : "-";
}

bool has_single_runs(std::span<const PointLongRuns> points) {
  for (const PointLongRuns& point : points) {
    for (const PolicyLongRuns& runs : point.policies) {
      if (runs.state.runs == 1) return true;
    }
  }
  return false;
}

DisplayUnit unit_of(const LongRunsTitle& title, std::span<const PointLongRuns> points) {
  double largest = 0.0;
  for (const PointLongRuns& point : points) {
    for (const PolicyLongRuns& runs : point.policies) {
      if (!runs.state.mean.value.has_value()) continue;
      largest = std::max(largest, std::abs(runs.state.mean.value.value()));
    }
  }
  return display_unit(title.unit, largest);
}

/// What is missing and why, what is to be doubted; each statement once.
class Notes {
 public:
  void look_at(const PointLongRuns& point) {
    for (const PolicyLongRuns& runs : point.policies) {
      add("No mean", runs.state.mean);
      add("No growth", runs.growth);
      if (is_mean_with_beginning(runs.state)) {
        statements_.insert(
            "The runs of a policy are too short for MSER-5: its mean is that of whole runs, their "
            "beginning included.");
      }
      if (is_steady_but_grows(runs)) growing_.push_back(runs.policy);
    }
    if (growing_.empty()) return;
    std::string text = fmt::format("{}: more and more jobs under",
                                   point.label.empty() ? "In these runs" : point.label);
    for (const std::string& policy : growing_) {
      text += (&policy == &growing_.front() ? " " : ", ") + policy;
    }
    statements_.insert(text +
                       ": no steady state, or not yet; the mean depends on the length of "
                       "the runs.");
    growing_.clear();
  }
  void write(std::ostream& out, std::size_t width) const {
    for (const std::string& statement : statements_) write_wrapped(out, statement, width);
  }

 private:
  static bool is_mean_with_beginning(const SteadyState& state) {
    return state.mean.value.has_value() && !state.mser.has_value() && state.warmup == 0;
  }
  static bool is_steady_but_grows(const PolicyLongRuns& runs) {
    return runs.state.mean.value.has_value() && runs.growth.interval.has_value() &&
           runs.growth.interval.value().lower > 0.0;
  }
  void add(const char* what, const Estimate& estimate) {
    if (!estimate.value.has_value()) {
      statements_.insert(fmt::format("{}: {}.", what, estimate.value.reason()));
    }
  }

  std::vector<std::string> growing_;
  std::set<std::string> statements_;
};

void write_point(std::ostream& out, const PointLongRuns& point, const DisplayUnit& unit,
                 bool with_correlation, std::size_t width) {
  if (!point.label.empty()) {
    write_wrapped(out, fmt::format("point {}: {}", point.point, point.label), width);
  }
  std::vector<std::string> titles = {"policy", "MSER-5", "left out",
                                     "mean of the rest" + unit.bracketed(), "growth [jobs/h]"};
  if (with_correlation) titles.emplace_back("correlation");
  TextTable table(std::move(titles));
  for (const PolicyLongRuns& runs : point.policies) {
    const SteadyState& state = runs.state;
    std::vector<std::string> row = {
        runs.policy, count_text(state.mser), fmt::format("{}", state.warmup),
        estimate_text(state.mean, unit.divisor), three_decimals_text(runs.growth)};
    if (with_correlation) row.push_back(correlation_text(state.correlation));
    table.add_row(std::move(row));
  }
  table.write(out, width);
  out << '\n';
}

void write_explanation(std::ostream& out, bool single_runs, std::size_t width) {
  write_wrapped(
      out,
      "MSER-5: how many jobs it leaves out of the mean over runs, -: they are too short to tell. "
      "Left out of each run: as many, or --warmup. Set jobs.warmup_jobs of the study to the "
      "largest "
      "number.",
      width);
  if (single_runs) {
    write_wrapped(out,
                  fmt::format("The mean of a single run is by {} batches of successive jobs, "
                              "with Student's t; a correlation of neighbouring batches clearly "
                              "above 0 says that they are too short and the interval is "
                              "optimistic.",
                              steady_state_batches),
                  width);
  } else {
    write_wrapped(out, "The mean is over runs, with Student's t.", width);
  }
  write_wrapped(out,
                "Growth: by how much the number of jobs that wait or run grows while jobs arrive, "
                "after jobs.warmup_jobs or, if larger, what is left out; 0 in a steady state.",
                width);
}

}  // namespace

void write_table(std::ostream& out, const LongRunsTitle& title,
                 std::span<const PointLongRuns> points, std::size_t width) {
  write_wrapped(out,
                fmt::format("{} of the jobs in the order of arrival: {} jobs a run, {} "
                            "intervals in brackets",
                            title.column, title.jobs, confidence_text(title.confidence)),
                width);
  out << '\n';
  const DisplayUnit unit = unit_of(title, points);
  const bool single_runs = has_single_runs(points);
  Notes notes;
  for (const PointLongRuns& point : points) {
    write_point(out, point, unit, single_runs, width);
    notes.look_at(point);
  }
  notes.write(out, width);
  write_explanation(out, single_runs, width);
}

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const PolicyLongRuns& runs) {
  Json object;
  object["policy"] = runs.policy;
  object["runs"] = runs.state.runs;
  object["mser"] = json_of(runs.state.mser);
  object["left_out"] = runs.state.warmup;
  object["mean"] = json_of(runs.state.mean);
  object["correlation"] = json_of(runs.state.correlation);
  object["growth_left_out"] = runs.growth_warmup;
  object["growth_per_hour"] = json_of(runs.growth);
  return object;
}

}  // namespace

nlohmann::ordered_json to_json(const LongRunsTitle& title, std::span<const PointLongRuns> points) {
  Json object;
  object["column"] = title.column;
  object["unit"] = title.unit;
  object["jobs"] = title.jobs;
  object["confidence"] = title.confidence;
  object["points"] = Json::array();
  for (const PointLongRuns& at : points) {
    Json point;
    point["point"] = at.point;
    point["label"] = at.label;
    point["load"] = at.load ? Json(*at.load) : Json(nullptr);
    point["dropped"] = at.dropped;
    point["policies"] = Json::array();
    for (const PolicyLongRuns& runs : at.policies) point["policies"].push_back(json_of(runs));
    object["points"].push_back(point);
  }
  return object;
}

}  // namespace bacelab
