#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/simulation/run_record.hpp"
#include "core/simulation/scenario.hpp"

namespace bacelab::testing {

/// What must have happened if the jobs were placed as a record says, derived again from MODEL.md
/// sections 3, 4, 5 and 8 on the merge of all breakpoints, starts and finishes. It shares no
/// computation with core: progress, money and loads come from here alone.
class Replay {
 public:
  Replay(const Scenario& scenario, const RunRecord& record)
      : scenario_(scenario),
        record_(record),
        progress(record.jobs.size()),
        cost_usd(record.jobs.size()),
        energy_kwh(record.jobs.size()) {
    const std::vector<double> times = cuts();
    for (std::size_t i = 0; i + 1 < times.size(); ++i) interval(times[i], times[i + 1]);
  }

 private:
  const Scenario& scenario_;
  const RunRecord& record_;

 public:
  std::vector<double> progress;    ///< iterations done by each job
  std::vector<double> cost_usd;    ///< of each job
  std::vector<double> energy_kwh;  ///< of each job
  double utilisation_integral_s = 0.0;
  double jobs_in_system_integral_s = 0.0;
  double gpu_seconds = 0.0;
  double worst_overload = 0.0;  ///< largest (sum of shares - bandwidth) / bandwidth of any link
  bool gpus_overbooked = false;

 private:
  static double value_at(const Series& series, double time) {
    double value = series.value(0);
    for (std::size_t i = 0; series.has(i) && series.time(i) <= time; ++i) value = series.value(i);
    return value;
  }

  [[nodiscard]] std::vector<double> cuts() const {
    std::vector<double> times = {0.0, record_.end_s};
    const auto add = [&](const Series& series) {
      for (std::size_t i = 0; series.has(i); ++i) times.push_back(series.time(i));
    };
    for (const Region& region : scenario_.cluster.regions()) add(region.price);
    for (const Link& link : scenario_.cluster.links()) add(link.bandwidth);
    for (const Job& job : scenario_.jobs) times.push_back(job.arrival_s);
    for (const JobOutcome& job : record_.jobs) {
      if (job.started) times.push_back(job.start_s);
      if (job.served) times.push_back(job.finish_s);
    }
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    std::erase_if(times, [&](double time) { return time > record_.end_s; });
    return times;
  }

  void interval(double from, double to) {
    const double mid = from + (to - from) / 2;
    const double length = to - from;
    std::vector<std::size_t> running;
    for (std::size_t i = 0; i < record_.jobs.size(); ++i) {
      const JobOutcome& job = record_.jobs[i];
      const bool arrived = scenario_.jobs[JobIndex(i)].arrival_s <= mid;
      if (arrived && !(job.served && job.finish_s <= mid)) jobs_in_system_integral_s += length;
      if (job.started && job.start_s <= mid && !(job.served && job.finish_s <= mid)) {
        running.push_back(i);
      }
    }
    check_gpus(running);
    const std::vector<std::vector<double>> transfers = share(running, mid, length);
    for (std::size_t r = 0; r < running.size(); ++r) {
      const std::size_t i = running[r];
      progress[i] += length / iteration_time(i, transfers[r]);
      gpu_seconds += length * record_.jobs[i].stages;
      for (const PathStep& step : record_.path_of(record_.jobs[i])) {
        const Region& region = scenario_.cluster.regions()[step.region];
        const double kwh = step.stages * region.gpu.power_w * region.pue / 3.6e6 * length;
        energy_kwh[i] += kwh;
        cost_usd[i] += kwh * value_at(region.price, mid);
      }
    }
  }

  void check_gpus(const std::vector<std::size_t>& running) {
    std::vector<int> held(scenario_.cluster.regions().size());
    for (const std::size_t i : running) {
      for (const PathStep& step : record_.path_of(record_.jobs[i])) {
        held[step.region.value()] += step.stages;
      }
    }
    for (std::size_t r = 0; r < held.size(); ++r) {
      if (held[r] > scenario_.cluster.regions()[RegionIndex(r)].gpus) gpus_overbooked = true;
    }
  }

  [[nodiscard]] const Template& template_of(std::size_t i) const {
    return (*scenario_.templates)[scenario_.jobs[JobIndex(i)].model];
  }
  [[nodiscard]] double bits(std::size_t i) const {
    const Template& model = template_of(i);
    return 16.0 * model.micro_batch * model.sequence * model.hidden;
  }
  /// c; all regions have the same GPU type.
  [[nodiscard]] double stage_time(std::size_t i) const {
    const Template& model = template_of(i);
    const int largest = (model.layers + record_.jobs[i].stages - 1) / record_.jobs[i].stages;
    const GpuType& gpu = scenario_.cluster.regions().begin()->gpu;
    return micro_batch_flops(model) * largest / model.layers / (gpu.efficiency * gpu.peak_flops);
  }
  [[nodiscard]] double forward_part(std::size_t i) const {
    return template_of(i).recompute ? 1.0 / 4 : 1.0 / 3;
  }
  [[nodiscard]] double demand(std::size_t i) const {
    const double c = stage_time(i);
    const bool gpipe = scenario_.pipeline.schedule == Schedule::gpipe;
    return bits(i) / (gpipe ? forward_part(i) * c : c);
  }

  /// Transfer times of each running job, boundary by boundary.
  std::vector<std::vector<double>> share(const std::vector<std::size_t>& running, double time,
                                         double length) {
    std::vector<std::vector<double>> transfers(running.size());
    for (std::size_t r = 0; r < running.size(); ++r) {
      transfers[r].resize(record_.jobs[running[r]].regions - 1);
    }
    double demanded = 0.0;
    double available = 0.0;
    const bool capped = scenario_.pipeline.schedule == Schedule::overlapped ||
                        scenario_.pipeline.schedule == Schedule::gpipe;
    for (const Link& link : scenario_.cluster.links()) {
      struct User {
        std::size_t r;
        std::size_t boundary;
        double cap;
      };
      std::vector<User> users;
      for (std::size_t r = 0; r < running.size(); ++r) {
        const auto path = record_.path_of(record_.jobs[running[r]]);
        for (std::size_t b = 0; b + 1 < path.size(); ++b) {
          const bool along = path[b].region == link.a && path[b + 1].region == link.b;
          const bool against = path[b].region == link.b && path[b + 1].region == link.a;
          if (!along && !against) continue;
          const double d = demand(running[r]);
          users.push_back({r, b, capped ? d : std::numeric_limits<double>::infinity()});
          demanded += d;
        }
      }
      // Progressive filling: satisfy whoever wants no more than an equal part, then start again.
      double left = value_at(link.bandwidth, time);
      const double bandwidth = left;
      available += bandwidth;
      double given = 0.0;
      const auto give = [&](const User& user, double share) {
        transfers[user.r][user.boundary] = bits(running[user.r]) / share;
        given += share;
      };
      for (bool again = true; again && !users.empty();) {
        again = false;
        const double part = left / static_cast<double>(users.size());
        for (std::size_t u = 0; u < users.size() && !again; ++u) {
          if (users[u].cap > part) continue;
          give(users[u], users[u].cap);
          left -= users[u].cap;
          users.erase(users.begin() + static_cast<std::ptrdiff_t>(u));
          again = true;
        }
      }
      for (const User& user : users) give(user, left / static_cast<double>(users.size()));
      if (given > 0.0) worst_overload = std::max(worst_overload, given / bandwidth - 1.0);
    }
    if (demanded > 0.0) {
      const double alpha = available > 0.0 ? std::min(1.0, demanded / available) : 1.0;
      utilisation_integral_s += alpha * length;
    }
    return transfers;
  }

  /// T of MODEL.md section 3.
  [[nodiscard]] double iteration_time(std::size_t i, const std::vector<double>& x) const {
    const double c = stage_time(i);
    const double phi = forward_part(i);
    const auto path = record_.path_of(record_.jobs[i]);
    std::vector<double> y;
    double largest = 0.0;
    double sum = 0.0;
    for (std::size_t b = 0; b < x.size(); ++b) {
      const auto link =
          scenario_.cluster.topology().link_between(path[b].region, path[b + 1].region);
      y.push_back(x[b] + scenario_.cluster.links()[*link].delay_s);
      largest = std::max(largest, x[b]);
      sum += y.back();
    }
    const double filling = record_.jobs[i].stages * c + 2 * sum;
    const double more = template_of(i).micro_batches - 1;
    if (sum == std::numeric_limits<double>::infinity()) return sum;
    switch (scenario_.pipeline.schedule) {
      case Schedule::overlapped:
        return filling + more * std::max(c, largest);
      case Schedule::gpipe:
        return filling + more * (std::max(phi * c, largest) + std::max((1 - phi) * c, largest));
      case Schedule::one_f_one_b:
      case Schedule::zero_bubble:
        break;
    }
    const bool puts_off = scenario_.pipeline.schedule == Schedule::zero_bubble;
    const double omega = template_of(i).recompute ? 1.0 / 2 : 1.0 / 3;
    double cadence = std::max(c, largest);
    for (std::size_t a = 0; a < y.size(); ++a) {
      for (std::size_t b = a; b < y.size(); ++b) {
        double q = 2;
        double around = 0.0;
        for (std::size_t r = a + 1; r <= b; ++r) q += path[r].stages;
        for (std::size_t h = a; h <= b; ++h) around += 2 * y[h];
        const double computing = puts_off ? (q * (1 + omega) + 1 - omega) / 2 * c : q * c;
        const double flying = q + static_cast<double>(b - a + 1) * scenario_.pipeline.extra_warmup;
        cadence = std::max(cadence, (computing + around) / flying);
      }
    }
    if (puts_off) {
      const double k = record_.jobs[i].stages;
      return std::max(c * (1 + omega * (k - 1)) + more * cadence,
                      c * (phi * (more + 1) + (1 - phi) * k)) +
             2 * sum;
    }
    return filling + more * cadence;
  }
};

}  // namespace bacelab::testing
