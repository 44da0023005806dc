#include "app/cli/output.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <iostream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <span>

#include "analysis/comparison/report.hpp"
#include "analysis/matching/report.hpp"
#include "analysis/sensitivity/report.hpp"
#include "analysis/steady_state/report.hpp"
#include "app/cli/command_line.hpp"
#include "experiments/text/printable.hpp"
#include "experiments/text/storage_error.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_failures_shown = 5;

bool reader_has_left() {
  pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT, .revents = 0};
  return poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
}

void print_stuck(std::size_t stuck, const std::string& study, const std::string& results) {
  std::cerr << fmt::format(
      "bacelab: {} run{} got stuck: jobs were left that nothing could start (status = stuck);\n"
      "  `bacelab check {}` says which limit it is and which key to change,\n"
      "  `bacelab simulate {} --replication I` which it is in one world\n",
      grouped(stuck), stuck == 1 ? "" : "s", study, shell_word(results));
}

/// How to look into the failures of a policy, if there are some.
void print_how_to_try(std::span<const RunFailure> failures, const std::string& study) {
  const auto of_policy = std::ranges::find_if(
      failures, [](const RunFailure& failure) { return !failure.policy.empty(); });
  if (of_policy == failures.end()) return;
  std::cerr << fmt::format(
      "bacelab: the results file keeps the messages of all; to look for more of the policy's errors\n"
      "  in small worlds:\n"
      "  bacelab policies --study {} --try {}\n",
      study, shell_word(of_policy->policy));
}

}  // namespace

void survive_failed_writes() {
  for (const int signal : {SIGPIPE, SIGXFSZ}) std::signal(signal, SIG_IGN);
}

PrintableOutput::PrintableOutput()
    : output_(std::cout.rdbuf()),
      error_(std::cerr.rdbuf()),
      printable_output_(*output_),
      printable_error_(*error_) {
  std::cerr.rdbuf(&printable_error_);
  if (isatty(STDOUT_FILENO) != 0) std::cout.rdbuf(&printable_output_);
}

PrintableOutput::~PrintableOutput() {
  std::cout.rdbuf(output_);
  std::cerr.rdbuf(error_);
}

void finish_output() {
  errno = 0;
  std::cout.flush();
  const int error_number = errno;
  if (std::cout.good() || reader_has_left()) return;
  throw system_storage_error("standard output", "write it", error_number);
}

std::size_t output_width() {
  constexpr std::size_t without_terminal = 100;
  constexpr std::size_t narrowest = 60;
  winsize size = {};
  const bool is_terminal = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0;
  if (!is_terminal || size.ws_col == 0) return without_terminal;
  return std::max<std::size_t>(size.ws_col, narrowest);
}

void print_json(std::ostream& out, std::span<const Comparison> comparisons) {
  out << to_json(comparisons).dump(2) << '\n';
}

void print_json(std::ostream& out, const Sensitivity& sensitivity) {
  out << to_json(sensitivity).dump(2) << '\n';
}

void print_json(std::ostream& out, const Match& match) { out << to_json(match).dump(2) << '\n'; }

void print_json(std::ostream& out, const LongRunsTitle& title,
                std::span<const PointLongRuns> points) {
  out << to_json(title, points).dump(2) << '\n';
}

void print_json(std::ostream& out, const Validation& validation) {
  out << to_json(validation).dump(2) << '\n';
}

ExitCode print_incomplete(const RunCounts& counts, const std::string& study,
                          const std::string& results) {
  if (counts.stuck > 0) print_stuck(counts.stuck, study, results);
  if (counts.failed > 0) {
    std::cerr << fmt::format("bacelab: {} run{} failed (status = failed):\n",
                             grouped(counts.failed), counts.failed == 1 ? "" : "s");
  }
  for (std::size_t i = 0; i < std::min(counts.failures.size(), most_failures_shown); ++i) {
    const RunFailure& failure = counts.failures[i];
    std::cerr << fmt::format("  point {}, replication {}{}{}: {}\n", failure.point,
                             failure.replication, failure.policy.empty() ? "" : ", policy ",
                             printable(failure.policy), printable(failure.message));
  }
  print_how_to_try(counts.failures, study);
  return counts.stuck + counts.failed > 0 ? ExitCode::incomplete : ExitCode::done;
}

}  // namespace bacelab
