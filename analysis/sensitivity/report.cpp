#include "analysis/sensitivity/report.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "analysis/reporting/numbers.hpp"
#include "analysis/reporting/records.hpp"
#include "analysis/statistics/moments.hpp"
#include "experiments/text/table.hpp"

namespace bacelab {
namespace {

CsvRecord record_of(const Sensitivity& s, const std::string& factor, const std::string& other,
                    const std::string& measure, const Estimate& estimate) {
  CsvRecord record;
  record.add("output", s.output);
  record.add("unit", s.unit);
  record.add("factor", factor);
  record.add("other_factor", other);
  record.add("measure", measure);
  record.add("value", estimate);
  record.add("confidence", s.confidence);
  record.add("reason", estimate.interval.reason());
  return record;
}

std::vector<CsvRecord> records_of(const Sensitivity& s) {
  std::vector<CsvRecord> records;
  const auto add = [&](const std::string& factor, const char* measure, const Estimate& estimate,
                       const std::string& other = "") {
    records.push_back(record_of(s, factor, other, measure, estimate));
  };
  for (std::size_t i = 0; i < s.factors.size(); ++i) {
    if (s.sobol) {
      add(s.factors[i], "first", s.sobol->first[i]);
      add(s.factors[i], "total", s.sobol->total[i]);
    } else {
      add(s.factors[i], "mu", (*s.morris)[i].mu);
      add(s.factors[i], "mu_star", (*s.morris)[i].mu_star);
      add(s.factors[i], "sigma", (*s.morris)[i].sigma);
    }
  }
  if (!s.sobol) return records;
  for (const SecondOrderIndex& pair : s.sobol->second) {
    add(s.factors[pair.i], "second", pair.index, s.factors[pair.j]);
  }
  return records;
}

}  // namespace

void write_csv(std::ostream& out, const Sensitivity& sensitivity) {
  const std::vector<CsvRecord> records = records_of(sensitivity);
  if (!records.empty()) write_csv_line(out, records.front().titles());
  for (const CsvRecord& record : records) write_csv_line(out, record.texts());
}

namespace {

using Json = nlohmann::ordered_json;

std::string name_of(WorldsOfDesign worlds, bool of_scrambles) {
  switch (worlds) {
    case WorldsOfDesign::grouped:
      return of_scrambles ? "within_scrambles" : "within_trajectories";
    case WorldsOfDesign::common:
      return "common";
    case WorldsOfDesign::independent:
      return "independent";
    case WorldsOfDesign::unknown:
      break;
  }
  return "unknown";
}

/// Over what the intervals are made.
std::string intervals_of(const Sensitivity& s, const char* independent_parts) {
  if (s.resampled == Resampled::nothing) return independent_parts;
  return s.resampled == Resampled::rows ? "rows" : "replications";
}

Json noise_of(const NoiseStatement& noise, bool of_scrambles) {
  Json object;
  object["worlds"] = name_of(noise.worlds, of_scrambles);
  object["replications"] = noise.replications;
  object["variance"] = json_of(noise.variance);
  object["variance_not_shared"] = json_of(noise.separate);
  return object;
}

Json emulator_of(const Emulator& emulator) {
  Json object;
  object["points"] = emulator.points;
  object["degree"] = emulator.degree;
  object["terms"] = emulator.terms;
  object["leave_one_out"] = emulator.leave_one_out;
  return object;
}

Json sobol_of(const Sensitivity& s) {
  const SobolIndices& sobol = *s.sobol;
  Json object;
  object["scrambles"] = sobol.scrambles;
  object["rows"] = sobol.rows;
  object["mean"] = sobol.mean;
  object["variance"] = sobol.variance;
  object["noise_taken_out"] = sobol.noise;
  object["intervals"] = s.emulator ? Json(nullptr) : Json(intervals_of(s, "scrambles"));
  object["factors"] = Json::array();
  for (std::size_t i = 0; i < s.factors.size(); ++i) {
    Json row;
    row["factor"] = s.factors[i];
    row["first"] = json_of(sobol.first[i]);
    row["total"] = json_of(sobol.total[i]);
    object["factors"].push_back(row);
  }
  object["second"] = Json::array();
  for (const SecondOrderIndex& pair : sobol.second) {
    Json row;
    row["factors"] = {s.factors[pair.i], s.factors[pair.j]};
    row["index"] = json_of(pair.index);
    object["second"].push_back(row);
  }
  return object;
}

Json morris_of(const Sensitivity& s) {
  Json object;
  object["trajectories"] = s.trajectories;
  object["intervals"] = intervals_of(s, "trajectories");
  object["factors"] = Json::array();
  for (std::size_t i = 0; i < s.factors.size(); ++i) {
    const MorrisMeasures& measures = (*s.morris)[i];
    Json row;
    row["factor"] = s.factors[i];
    row["mu"] = json_of(measures.mu);
    row["mu_star"] = json_of(measures.mu_star);
    row["sigma"] = json_of(measures.sigma);
    row["effects"] = measures.effects;
    object["factors"].push_back(row);
  }
  return object;
}

}  // namespace

nlohmann::ordered_json to_json(const Sensitivity& s) {
  Json object;
  object["source"] = s.source;
  object["output"] = s.output;
  object["unit"] = s.unit;
  object["confidence"] = s.confidence;
  object["dropped"] = s.dropped;
  object["noise"] = noise_of(s.noise, s.sobol.has_value());
  object["resamples"] = s.bootstrap ? Json(s.bootstrap->resamples) : Json(nullptr);
  object["bootstrap_seed"] = s.bootstrap ? Json(s.bootstrap->seed) : Json(nullptr);
  object["emulator"] = s.emulator ? emulator_of(*s.emulator) : Json(nullptr);
  object["sobol"] = s.sobol ? sobol_of(s) : Json(nullptr);
  object["morris"] = s.morris ? morris_of(s) : Json(nullptr);
  return object;
}

namespace {

std::string in_unit(double value, const std::string& unit) {
  return unit == "1" ? number_text(value) : number_text(value) + " " + unit;
}

/// What an estimate lacks, each reason once.
class Reasons {
 public:
  void look_at(const Estimate& estimate) {
    if (!estimate.value.has_value()) {
      reasons_.insert("no value: " + estimate.value.reason());
    } else if (!estimate.interval.has_value()) {
      reasons_.insert("no interval: " + estimate.interval.reason());
    }
  }
  void write(std::ostream& out, std::size_t width) const {
    for (const std::string& reason : reasons_) write_wrapped(out, reason, width);
  }

 private:
  std::set<std::string> reasons_;
};

/// What was resampled.
std::string bootstrap_text(const Sensitivity& s) {
  const char* const what = s.resampled == Resampled::replications ? "replications"
                           : s.resampled == Resampled::rows       ? "rows"
                                                                  : "trajectories";
  return fmt::format("BCa bootstrap of {}, {} resamples, seed {}", what, s.bootstrap->resamples,
                     s.bootstrap->seed);
}

void write_emulator_title(std::ostream& out, const Sensitivity& s, std::size_t width) {
  const Emulator& emulator = *s.emulator;
  write_wrapped(
      out,
      fmt::format("{}: Sobol indices of {} factors from a polynomial of degree {} with {} "
                  "terms, fitted to {} points",
                  s.output, s.factors.size(), emulator.degree, emulator.terms, emulator.points),
      width);
  write_wrapped(
      out,
      fmt::format("mean {}, standard deviation over the design {}; leave-one-out error: "
                  "{:.3g} % of the variance of the outputs",
                  in_unit(s.sobol->mean, s.unit), in_unit(std::sqrt(s.sobol->variance), s.unit),
                  100.0 * emulator.leave_one_out),
      width);
}

void write_sobol_title(std::ostream& out, const Sensitivity& s, std::size_t width) {
  const SobolIndices& sobol = *s.sobol;
  write_wrapped(
      out,
      fmt::format("{}: Sobol indices of {} factors, {} rows in {} scramble{}", s.output,
                  s.factors.size(), sobol.rows, sobol.scrambles, sobol.scrambles == 1 ? "" : "s"),
      width);
  const std::string by = s.resampled == Resampled::nothing
                             ? std::string("Student's t over scrambles")
                             : bootstrap_text(s);
  write_wrapped(out,
                fmt::format("mean {}, standard deviation over the design {}, {} intervals in "
                            "brackets ({})",
                            in_unit(sobol.mean, s.unit),
                            in_unit(std::sqrt(std::max(0.0, sobol.variance)), s.unit),
                            confidence_text(s.confidence), by),
                width);
}

void write_sobol_tables(std::ostream& out, const Sensitivity& s, Reasons& reasons,
                        std::size_t width) {
  const SobolIndices& sobol = *s.sobol;
  TextTable table({"factor", "first order", "total"});
  for (std::size_t i = 0; i < s.factors.size(); ++i) {
    table.add_row(
        {s.factors[i], three_decimals_text(sobol.first[i]), three_decimals_text(sobol.total[i])});
    reasons.look_at(sobol.first[i]);
    reasons.look_at(sobol.total[i]);
  }
  table.write(out, width);
  out << '\n';
  if (sobol.second.empty()) return;
  TextTable pairs({"factors", "second order"});
  for (const SecondOrderIndex& pair : sobol.second) {
    pairs.add_row({s.factors[pair.i] + " x " + s.factors[pair.j], three_decimals_text(pair.index)});
    reasons.look_at(pair.index);
  }
  pairs.write(out, width);
  out << '\n';
}

void write_morris(std::ostream& out, const Sensitivity& s, Reasons& reasons, std::size_t width) {
  write_wrapped(out,
                fmt::format("{}{}: Morris' measures of {} factors, {} trajector{}", s.output,
                            s.unit == "1" ? "" : " [" + s.unit + "]", s.factors.size(),
                            s.trajectories, s.trajectories == 1 ? "y" : "ies"),
                width);
  const char* const by_t = s.resampled == Resampled::nothing ? "mu, mu*: Student's t; sigma: " : "";
  write_wrapped(out,
                fmt::format("{} intervals in brackets ({}{})", confidence_text(s.confidence), by_t,
                            bootstrap_text(s)),
                width);
  out << '\n';
  TextTable table({"factor", "mu", "mu*", "sigma"});
  for (std::size_t i = 0; i < s.factors.size(); ++i) {
    const MorrisMeasures& m = (*s.morris)[i];
    table.add_row({s.factors[i], estimate_text(m.mu, 1.0), estimate_text(m.mu_star, 1.0),
                   estimate_text(m.sigma, 1.0)});
    for (const Estimate* estimate : {&m.mu, &m.mu_star, &m.sigma}) reasons.look_at(*estimate);
  }
  table.write(out, width);
  out << '\n';
}

/// The share of the variance over the design, if there is one.
std::string share_text(double variance, const Sensitivity& s) {
  if (!s.sobol || !(s.sobol->variance > 0.0)) return "";
  return fmt::format(" ({:.2g} % of the variance over the design)",
                     100.0 * variance / s.sobol->variance);
}

/// What shares its worlds.
std::string group_name(const Sensitivity& s) { return s.sobol ? "scramble" : "trajectory"; }

std::string worlds_text(const Sensitivity& s) {
  switch (s.noise.worlds) {
    case WorldsOfDesign::common:
      return "Worlds: shared by all points, so the results are conditional on these worlds.";
    case WorldsOfDesign::grouped:
      return fmt::format(
          "Worlds: shared by the points of a {0}; each {0} has its own, so the intervals include "
          "the choice of worlds.",
          group_name(s));
    case WorldsOfDesign::independent:
      return "Worlds: each point has its own.";
    case WorldsOfDesign::unknown:
      break;
  }
  return "";
}

/// What an emulator cannot follow.
std::string noise_beside_emulator(const Sensitivity& s) {
  const std::string part =
      "The leave-one-out error contains what the polynomial cannot follow, and the noise of the "
      "worlds";
  if (!s.noise.variance.has_value()) return part + ".";
  return part +
         fmt::format(": an output varies over sets of {} worlds with standard deviation {}{}.",
                     s.noise.replications, in_unit(std::sqrt(s.noise.variance.value()), s.unit),
                     share_text(s.noise.variance.value(), s));
}

std::string noise_text(const Sensitivity& s) {
  if (s.emulator) return noise_beside_emulator(s);
  const NoiseStatement& noise = s.noise;
  if (noise.worlds == WorldsOfDesign::unknown) {
    return "Noise: unknown; it counts as an effect of the factors.";
  }
  std::string text = worlds_text(s);
  if (!noise.variance.has_value()) {
    text += " Noise: " + noise.variance.reason();
    return text + (noise.worlds == WorldsOfDesign::common ? "." : "; it counts as an effect.");
  }
  text +=
      fmt::format(" Noise: an output varies over sets of {} worlds with standard deviation {}{}",
                  noise.replications, in_unit(std::sqrt(noise.variance.value()), s.unit),
                  share_text(noise.variance.value(), s));
  if (noise.worlds != WorldsOfDesign::independent) {
    text += fmt::format("; what is not shared by all points{}: {}{}",
                        noise.worlds == WorldsOfDesign::common ? "" : " of a " + group_name(s),
                        in_unit(std::sqrt(noise.separate.value()), s.unit),
                        share_text(noise.separate.value(), s));
  }
  if (noise.worlds == WorldsOfDesign::common) return text + ".";
  if (!s.sobol) return text + "; it is part of sigma and mu*.";
  return text + (noise.worlds == WorldsOfDesign::grouped
                     ? "; neither is part of the variance and the indices."
                     : "; it is subtracted from the variance and the totals.");
}

void write_notes(std::ostream& out, const Sensitivity& s, const Reasons& reasons,
                 std::size_t width) {
  reasons.write(out, width);
  if (s.dropped > 0) {
    const char* const what =
        s.dropped == 1 ? (s.sobol ? "row" : "trajectory") : (s.sobol ? "rows" : "trajectories");
    write_wrapped(out,
                  fmt::format("Left out, since a run is incomplete: {} whole {}.", s.dropped, what),
                  width);
  }
  if (s.resampled == Resampled::replications && is_optimistic(s.noise.replications)) {
    write_wrapped(out,
                  fmt::format("With fewer than {} replications the intervals are optimistic: "
                              "their coverage is below {}.",
                              enough_pairs, confidence_text(s.confidence)),
                  width);
  }
  write_wrapped(out, noise_text(s), width);
  write_wrapped(out,
                s.sobol ? "First order: share of the variance due to the factor alone; total: "
                          "with all its interactions."
                        : "For the whole range of a factor: mu its mean effect, mu* the mean "
                          "magnitude, sigma the spread (interactions, curvature).",
                width);
}

}  // namespace

void write_table(std::ostream& out, const Sensitivity& sensitivity, std::size_t width) {
  Reasons reasons;
  if (sensitivity.sobol) {
    (sensitivity.emulator ? write_emulator_title : write_sobol_title)(out, sensitivity, width);
    out << '\n';
    write_sobol_tables(out, sensitivity, reasons, width);
  } else {
    write_morris(out, sensitivity, reasons, width);
  }
  write_notes(out, sensitivity, reasons, width);
}

}  // namespace bacelab
