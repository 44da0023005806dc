#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <numeric>
#include <string>
#include <vector>

#include "app/cli/options.hpp"
#include "app/commands.hpp"
#include "experiments/results/output/study_status.hpp"
#include "experiments/results/seal.hpp"
#include "experiments/text/printable.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

struct StatusCommandOptions {
  std::string file;
  SealCheck seal_check = SealCheck::required;
  bool json = false;
};

double seconds_left(const StudyStatus& status) {
  return static_cast<double>(status.part.count - status.worlds_done) / status.worlds_per_s;
}

std::size_t dropped_runs(const StudyStatus& status) {
  return std::accumulate(status.dropped_of_point.begin(), status.dropped_of_point.end(),
                         std::size_t{0});
}

std::string state_of(const StudyStatus& status) {
  if (!status.owner.empty()) return "running: " + status.owner;
  if (status.complete) return "complete";
  return "not running; continue with `bacelab run ... --resume`";
}

/// How many runs failed, and why the first did.
void write_failures(std::ostream& out, const std::vector<RunFailure>& failures) {
  if (failures.empty()) return;
  const RunFailure& first = failures.front();
  out << fmt::format("failed    {}, the first at point {}, replication {}{}:\n          {}\n",
                     grouped(failures.size()), first.point, first.replication,
                     first.policy.empty() ? "" : ", policy " + first.policy,
                     printable(first.message));
}

void write_text(std::ostream& out, const StudyStatus& status) {
  const double percent = status.part.count == 0 ? 0.0
                                                : 100.0 * static_cast<double>(status.worlds_done) /
                                                      static_cast<double>(status.part.count);
  out << fmt::format("state     {}\n", state_of(status));
  if (!status.box) {
    out << "runs      none is written yet\n";
    return;
  }
  const std::size_t dropped = dropped_runs(status);
  const auto runs = [&](std::size_t worlds, std::size_t left_out) {
    return grouped(status.box->runs_of(worlds) - left_out);
  };
  const char* most = status.may_end_early && !status.complete ? "at most " : "";
  out << fmt::format("runs      {} of {}{} ({:.1f} %)\n", runs(status.worlds_done, dropped), most,
                     runs(status.part.count, dropped), percent);
  write_failures(out, status.failures);
  if (status.segments > 0) {
    out << fmt::format(
        "segments  {}{}\n", grouped(status.segments),
        status.damaged > 0 ? fmt::format(", and {} that can't be read", status.damaged) : "");
  }
  if (status.worlds_per_s > 0.0 && !status.complete) {
    out << fmt::format("rate      {} runs/s\n",
                       grouped(static_cast<std::size_t>(
                           status.worlds_per_s * static_cast<double>(status.box->policies()))));
    out << fmt::format("left      {} {} at this rate\n", *most == 0 ? "about" : "at most",
                       clock_text(seconds_left(status)));
  }
  if (status.box->points() == 1) return;
  out << fmt::format("\n{:>8}  {:>14}  {:>14}\n", "point", "runs done",
                     *most == 0 ? "of" : "of at most");
  for (std::size_t point = 0; point < status.box->points(); ++point) {
    if (status.planned_of_point[point] == 0) continue;  // a contour did not need it
    out << fmt::format("{:>8}  {:>14}  {:>14}\n", point,
                       runs(status.worlds_of_point[point], status.dropped_of_point[point]),
                       runs(status.planned_of_point[point], status.dropped_of_point[point]));
  }
}

void write_json(std::ostream& out, const StudyStatus& status) {
  const StudyBox box = status.box.value_or(StudyBox());
  nlohmann::ordered_json object;
  object["complete"] = status.complete;
  object["running"] = !status.owner.empty();
  object["owner"] = status.owner;
  object["runs"] = box.runs_of(status.part.count) - dropped_runs(status);
  object["runs_done"] = box.runs_of(status.worlds_done) - dropped_runs(status);
  object["runs_per_s"] = status.worlds_per_s * static_cast<double>(box.policies());
  object["may_end_early"] = status.may_end_early;
  if (status.complete) object["failures"] = status.failures.size();
  object["segments"] = status.segments;
  object["damaged_segments"] = status.damaged;
  auto& points = object["runs_done_of_point"] = nlohmann::ordered_json::array();
  for (std::size_t point = 0; point < status.worlds_of_point.size(); ++point) {
    points.push_back(box.runs_of(status.worlds_of_point[point]) - status.dropped_of_point[point]);
  }
  out << object.dump(2) << '\n';
}

}  // namespace

void add_status(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<StatusCommandOptions>();
  CLI::App* command = app.add_subcommand(
      "status", "Show the progress of a study, while it runs or after it was stopped");
  command
      ->add_option("file", options->file,
                   "The results file, as named for `bacelab run -o`; it need not exist yet")
      ->type_name("FILE.h5")
      ->required();
  add_no_verify(*command, options->seal_check);
  command->add_flag("--json", options->json, "Print JSON");
  command->callback([options, &exit_code] {
    const StudyStatus status = study_status(options->file, options->seal_check);
    for (const std::string& warning : status.warnings) {
      std::cerr << "bacelab: warning: " << printable(warning) << '\n';
    }
    options->json ? write_json(std::cout, status) : write_text(std::cout, status);
    exit_code = ExitCode::done;
  });
}

}  // namespace bacelab
