#include "app/figures/run_panels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "app/figures/gpu_lanes.hpp"
#include "app/figures/link_use.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr std::size_t looks = 8;            // of jobs
constexpr double row_half = 0.44;           // of the height of a region's row that its GPUs take
constexpr std::size_t most_instants = 800;  // of bandwidths that change

FigureAxis time_axis() {
  return {.label = "time", .unit = "h", .divisor = seconds_per_hour, .references = {0.0}};
}

/// A number that changes by steps, from changes at times.
FigureSeries sum_of(const std::multimap<double, double>& changes, double end_s) {
  std::vector<double> times = {0.0};
  std::vector<double> values = {0.0};
  for (const auto& [time, change] : changes) {
    if (time > times.back()) {
      times.push_back(time);
      values.push_back(values.back());
    }
    values.back() += change;
  }
  times.push_back(end_s);
  values.push_back(values.back());
  return {.name = "",
          .mark = Mark::steps,
          .columns = {{"time", "s", std::move(times)}, {"waiting_jobs", "1", std::move(values)}}};
}

Panel waiting_panel(const RunRecord& record, const std::string& policy) {
  std::multimap<double, double> changes;
  for (const JobOutcome& job : record.jobs) {
    changes.emplace(job.arrival_s, 1.0);
    if (job.started) changes.emplace(job.start_s, -1.0);
  }
  Panel panel;
  panel.title = policy;
  panel.shape = PanelShape::flat;
  panel.x = time_axis();
  panel.y = {.label = "waiting jobs", .references = {0.0}};
  panel.series.push_back(sum_of(changes, record.end_s));
  return panel;
}

/// Columns of rectangles, one for each lane of a job in a region.
struct Rectangles {
  std::array<std::vector<double>, 4> sides;
  std::vector<double> job;
  std::vector<double> gpus;
  std::vector<std::string> region;
};

/// A region in which a job runs.
struct Stay {
  const JobOutcome* job;
  GpuUse use;
};

std::vector<Stay> stays_in(RegionIndex region, const RunRecord& record) {
  std::vector<Stay> stays;
  for (const JobOutcome& job : record.jobs) {
    if (!job.started) continue;
    for (const PathStep& step : record.path_of(job)) {
      if (step.region != region) continue;
      const int gpus_of_stage = job.gpus / job.stages;
      stays.push_back({&job, {job.start_s, end_of(job, record), step.stages * gpus_of_stage}});
    }
  }
  return stays;
}

void add_rectangles(std::size_t row, const Region& region, const std::vector<Stay>& stays,
                    std::array<Rectangles, looks>& all) {
  std::vector<GpuUse> uses;
  for (const Stay& stay : stays) uses.push_back(stay.use);
  const auto lanes = lanes_of(uses, region.gpus);
  const double height = 2.0 * row_half / region.gpus;
  const double bottom = static_cast<double>(row) + row_half;  // rows are numbered downwards
  for (std::size_t i = 0; i < stays.size(); ++i) {
    Rectangles& of_look = all[static_cast<std::size_t>(stays[i].job->id) % looks];
    for (const GpuLane& lane : lanes[i]) {
      of_look.sides[0].push_back(stays[i].use.from_s);
      of_look.sides[1].push_back(stays[i].use.to_s);
      of_look.sides[2].push_back(bottom - height * lane.first);
      of_look.sides[3].push_back(bottom - height * (lane.first + lane.count));
      of_look.job.push_back(static_cast<double>(stays[i].job->id));
      of_look.gpus.push_back(lane.count);
      of_look.region.push_back(region.name);
    }
  }
}

/// The numbers of jobs in rectangles that are large enough for them.
FigureSeries labels_of(const std::array<Rectangles, looks>& all, double shown_s) {
  constexpr double least_height = 0.3;
  constexpr double least_width = 0.035;  // of the time, for a digit and its margins
  FigureSeries labels = {.name = "", .mark = Mark::labels, .look = SeriesLook::reference};
  std::vector<std::string> texts;
  std::vector<double> x;
  std::vector<double> y;
  for (const Rectangles& of_look : all) {
    for (std::size_t i = 0; i < of_look.job.size(); ++i) {
      const std::string text = fmt::format("{}", of_look.job[i]);
      const double width = (of_look.sides[1][i] - of_look.sides[0][i]) / shown_s;
      if (of_look.sides[2][i] - of_look.sides[3][i] < least_height ||
          width < least_width * static_cast<double>(text.size())) {
        continue;
      }
      texts.push_back(text);
      x.push_back((of_look.sides[0][i] + of_look.sides[1][i]) / 2.0);
      y.push_back((of_look.sides[2][i] + of_look.sides[3][i]) / 2.0);
    }
  }
  labels.columns = {{"text", "", texts}, {"x", "s", x}, {"y", "1", y}};
  return labels;
}

Panel regions_panel(const Scenario& scenario, const RunRecord& record,
                    const std::vector<RegionIndex>& shown, double shown_s) {
  Panel panel;
  panel.shape = PanelShape::rows;
  panel.x = time_axis();
  std::array<Rectangles, looks> all;
  const auto& regions = scenario.cluster.regions();
  for (std::size_t row = 0; row < shown.size(); ++row) {
    const Region& region = regions[shown[row]];
    panel.y.categories.push_back(fmt::format("{} ({})", region.name, region.gpus));
    add_rectangles(row, region, stays_in(shown[row], record), all);
  }
  for (std::size_t look = 0; look < looks; ++look) {
    Rectangles& one = all[look];
    if (one.job.empty()) continue;
    panel.series.push_back({.name = "",
                            .mark = Mark::rectangles,
                            .number = look,
                            .columns = {{"start", "s", one.sides[0]},
                                        {"end", "s", one.sides[1]},
                                        {"row_from", "1", one.sides[2]},
                                        {"row_to", "1", one.sides[3]},
                                        {"job", "1", one.job},
                                        {"gpus", "1", one.gpus},
                                        {"region", "", one.region}}});
  }
  panel.series.push_back(labels_of(all, shown_s));
  return panel;
}

Panel links_panel(Figure& figure, const Scenario& scenario, const RunRecord& record) {
  const LinkUse use = link_use(scenario, record, most_instants);
  const std::string note = fmt::format("Bandwidths are looked at at {} instants.", most_instants);
  const bool is_new =
      std::find(figure.notes.begin(), figure.notes.end(), note) == figure.notes.end();
  if (use.is_sampled && is_new) figure.notes.push_back(note);
  Panel panel;
  panel.shape = PanelShape::flat;
  panel.x = time_axis();
  panel.y = {.label = "demand / bandwidth", .unit = "%", .divisor = 0.01, .references = {0.0}};
  const auto add = [&](const char* name, const std::vector<double>& utilisation) {
    panel.series.push_back(
        {.name = name,
         .mark = Mark::steps,
         .number = panel.series.size(),
         .columns = {{"time", "s", use.times_s}, {"utilisation", "1", utilisation}}});
  };
  add("all links", use.all);
  add("busiest link", use.busiest);
  return panel;
}

}  // namespace

std::vector<RegionIndex> busiest_regions(const Scenario& scenario,
                                         std::span<const RunRecord> records, std::size_t most) {
  const auto& regions = scenario.cluster.regions();
  std::vector<double> gpu_seconds(regions.size(), 0.0);
  std::vector<RegionIndex> chosen;
  for (RegionIndex i; i < regions.end_index(); ++i) {
    chosen.push_back(i);
    for (const RunRecord& record : records) {
      for (const Stay& stay : stays_in(i, record)) {
        gpu_seconds[i.value()] += stay.use.gpus * (stay.use.to_s - stay.use.from_s);
      }
    }
  }
  if (chosen.size() <= most) return chosen;
  std::stable_sort(chosen.begin(), chosen.end(), [&](RegionIndex a, RegionIndex b) {
    return gpu_seconds[a.value()] > gpu_seconds[b.value()];
  });
  chosen.resize(most);
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

void add_run_panels(Figure& figure, const Scenario& scenario, const RunRecord& record,
                    const std::string& policy, const std::vector<RegionIndex>& shown,
                    double shown_s) {
  figure.panels.push_back(waiting_panel(record, policy));
  figure.panels.push_back(regions_panel(scenario, record, shown, shown_s));
  if (scenario.cluster.links().size() > 0) {
    figure.panels.push_back(links_panel(figure, scenario, record));
  }
}

}  // namespace bacelab
