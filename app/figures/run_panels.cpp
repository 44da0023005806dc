#include "app/figures/run_panels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <vector>

#include "app/figures/gpu_lanes.hpp"
#include "core/scheduling/system_state.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr std::size_t looks = 8;            // of jobs
constexpr double row_half = 0.44;           // of the height of a region's row that its GPUs take
constexpr std::size_t most_instants = 800;  // of bandwidths that change

FigureAxis time_axis() {
  return {.label = "time", .unit = "h", .divisor = seconds_per_hour, .references = {0.0}};
}

double end_of(const JobOutcome& job, const RunRecord& record) {
  return job.served ? job.finish_s : record.end_s;
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

Panel regions_panel(const Scenario& scenario, const RunRecord& record, double shown_s) {
  Panel panel;
  panel.shape = PanelShape::rows;
  panel.x = time_axis();
  std::array<Rectangles, looks> all;
  const auto& regions = scenario.cluster.regions();
  for (RegionIndex i; i < regions.end_index(); ++i) {
    panel.y.categories.push_back(fmt::format("{} ({})", regions[i].name, regions[i].gpus));
    add_rectangles(i.value(), regions[i], stays_in(i, record), all);
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

/// The demand of a job on each link that it crosses, bit/s.
double demand_of(const Scenario& scenario, const JobOutcome& outcome, const Job& job) {
  const auto& options = scenario.templates->plan(job.model)->options();
  const auto option = std::find_if(options.begin(), options.end(), [&](const StageOption& each) {
    return each.stages == outcome.stages;
  });
  return option == options.end() ? 0.0 : option->demand_bit_per_s;
}

/// Demands on links at an instant, with the bandwidths there.
class LinkUse {
 public:
  LinkUse(const Scenario& scenario, const RunRecord& record)
      : scenario_(scenario), demand_(scenario.cluster.links().size(), 0.0) {
    std::size_t i = 0;
    for (const Job& job : scenario.jobs) {
      const JobOutcome& outcome = record.jobs[i++];
      if (!outcome.started || outcome.regions < 2) continue;
      const double demand = demand_of(scenario, outcome, job);
      const auto path = record.path_of(outcome);
      for (std::size_t step = 0; step + 1 < path.size(); ++step) {
        const auto link =
            scenario.cluster.topology().link_between(path[step].region, path[step + 1].region);
        changes_.emplace(outcome.start_s, std::pair(link->value(), demand));
        changes_.emplace(end_of(outcome, record), std::pair(link->value(), -demand));
      }
    }
  }

  /// The instants at which something changes; bandwidths that change very often only at some.
  [[nodiscard]] std::set<double> instants(double end_s, bool& is_sampled) const {
    std::set<double> bandwidths = {0.0};
    for (const Link& link : scenario_.cluster.links()) {
      for (std::size_t i = 0; link.bandwidth.has(i) && link.bandwidth.time(i) < end_s; ++i) {
        if (bandwidths.size() > most_instants) break;
        bandwidths.insert(link.bandwidth.time(i));
      }
    }
    if (bandwidths.size() > most_instants) {
      is_sampled = true;
      bandwidths.clear();
      for (std::size_t i = 0; i < most_instants; ++i) {
        bandwidths.insert(end_s * static_cast<double>(i) / static_cast<double>(most_instants));
      }
    }
    for (const auto& change : changes_) bandwidths.insert(change.first);
    bandwidths.insert(end_s);
    return bandwidths;
  }

  /// Of all links together and of the busiest one; the instants must ascend.
  [[nodiscard]] std::array<double, 2> at(double time) {
    for (; next_ != changes_.end() && next_->first <= time; ++next_) {
      demand_[next_->second.first] += next_->second.second;
    }
    double demand = 0.0;
    double bandwidth = 0.0;
    double busiest = 0.0;
    std::size_t i = 0;
    for (const Link& link : scenario_.cluster.links()) {
      const double here = link.bandwidth.at(time);
      const double wanted = std::max(0.0, demand_[i++]);  // sums may be off by rounding
      demand += wanted;
      bandwidth += here;
      if (wanted > 0.0) busiest = std::max(busiest, network_utilisation(wanted, here));
    }
    return {network_utilisation(demand, bandwidth), busiest};
  }

  void begin() { next_ = changes_.begin(); }

 private:
  const Scenario& scenario_;
  std::vector<double> demand_;
  std::multimap<double, std::pair<std::size_t, double>> changes_;
  std::multimap<double, std::pair<std::size_t, double>>::const_iterator next_;
};

Panel links_panel(Figure& figure, const Scenario& scenario, const RunRecord& record) {
  LinkUse use(scenario, record);
  use.begin();
  bool is_sampled = false;
  std::array<std::vector<double>, 3> columns;
  for (const double time : use.instants(record.end_s, is_sampled)) {
    const auto values = use.at(time);
    columns[0].push_back(time);
    columns[1].push_back(values[0]);
    columns[2].push_back(values[1]);
  }
  const std::string note = fmt::format("Bandwidths are looked at at {} instants.", most_instants);
  if (is_sampled &&
      std::find(figure.notes.begin(), figure.notes.end(), note) == figure.notes.end()) {
    figure.notes.push_back(note);
  }
  Panel panel;
  panel.shape = PanelShape::flat;
  panel.x = time_axis();
  panel.y = {.label = "demand / bandwidth", .unit = "%", .divisor = 0.01, .references = {0.0}};
  constexpr std::array names = {"all links", "busiest link"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    panel.series.push_back(
        {.name = names[i],
         .mark = Mark::steps,
         .number = i,
         .columns = {{"time", "s", columns[0]}, {"utilisation", "1", columns[i + 1]}}});
  }
  return panel;
}

}  // namespace

void add_run_panels(Figure& figure, const Scenario& scenario, const RunRecord& record,
                    const std::string& policy, double shown_s) {
  figure.panels.push_back(waiting_panel(record, policy));
  figure.panels.push_back(regions_panel(scenario, record, shown_s));
  if (scenario.cluster.links().size() > 0) {
    figure.panels.push_back(links_panel(figure, scenario, record));
  }
}

}  // namespace bacelab
