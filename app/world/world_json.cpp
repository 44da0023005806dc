#include "app/world/world_json.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <optional>
#include <ostream>

#include "app/world/job_statistics.hpp"
#include "app/world/series_summary.hpp"

namespace bacelab {
namespace {

using Json = nlohmann::ordered_json;

Json value_or_null(const std::optional<double>& value, double factor = 1.0) {
  return value ? Json(*value * factor) : Json(nullptr);
}

Json json_of(const ShownSeries& one, double divisor, double end_s) {
  const SeriesSummary summary = summary_of(*one.series, end_s);
  Json object;
  object["name"] = one.name;
  object["mean"] = summary.mean / divisor;
  object["sd"] = summary.deviation / divisor;
  object["min"] = summary.least / divisor;
  object["max"] = summary.most / divisor;
  object["expected_mean"] = one.theory ? Json(one.theory->mean / divisor) : Json(nullptr);
  object["expected_sd"] =
      one.theory ? Json(std::sqrt(one.theory->variance) / divisor) : Json(nullptr);
  return object;
}

Json json_of(const SeriesGroup& group, double end_s) {
  Json object;
  object["title"] = group.title;
  object["unit"] = group.unit.empty() ? "1" : group.unit;
  object["series"] = Json::array();
  for (const ShownSeries& one : group.series) {
    object["series"].push_back(json_of(one, group.divisor, end_s));
  }
  return object;
}

Json json_of(const ShownJobs& jobs) {
  const JobStatistics here = statistics_of(jobs);
  Json object;
  object["count"] = jobs.arrivals_s.size();
  object["arrivals_per_hour"] = value_or_null(here.per_hour);
  object["expected_arrivals_per_hour"] = value_or_null(jobs.arrivals.per_second, 3600.0);
  object["gap_variation"] = value_or_null(here.gap_variation);
  object["expected_gap_variation"] = value_or_null(jobs.arrivals.gap_cv);
  object["mean_ideal_hours"] = here.mean_ideal_hours;
  object["expected_mean_ideal_hours"] = jobs.mean_ideal_hours;
  object["templates"] = Json::object();
  for (const auto& [name, number] : jobs.templates) object["templates"][name] = number;
  return object;
}

}  // namespace

void write_world_json(std::ostream& out, const WorldOrigin& origin, const WorldView& view,
                      double end_s) {
  Json object;
  object["study"] = origin.study;
  object["point"] = origin.point;
  object["point_label"] = origin.point_label;
  object["replication"] = origin.replication;
  object["hours"] = end_s / 3600.0;
  object["groups"] = Json::array();
  for (const SeriesGroup& group : view.groups) object["groups"].push_back(json_of(group, end_s));
  object["jobs"] = json_of(view.jobs);
  out << object.dump(2) << '\n';
}

}  // namespace bacelab
