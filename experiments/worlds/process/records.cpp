#include "experiments/worlds/process/records.hpp"

#include <string>
#include <utility>

#include "experiments/text/input_files.hpp"

namespace bacelab {
namespace {

AtEnd read_at_end(const ConfigSection& section, const char* documentation) {
  return section.choice("at_end", "wrap", {"wrap", "refuse"}, documentation) == "wrap"
             ? AtEnd::wrap
             : AtEnd::refuse;
}

}  // namespace

JobRecord JobRecord::read(const ConfigSection& root) {
  const ConfigSection section = root.table("trace", "Recorded jobs that are replayed");
  const std::string file = section.required_text("file",
                                                 "Recorded jobs (CSV): submit_s or submit_utc_s "
                                                 "(ascending) and, optionally, template with its "
                                                 "max_stages, tensor_parallel and data_parallel, "
                                                 "and one of iterations, hours (the job's ideal "
                                                 "time) and gpu_hours (of all its GPUs)");
  auto trace = read_input(section, file, parse_job_trace);
  if (!trace) section.fail("file", "is empty", "the name of a CSV file");
  return {section, std::move(trace)};
}

AtEnd JobRecord::at_end() const {
  return read_at_end(
      section,
      "After the last job: begin again with the first, a mean gap later, or refuse a trace with "
      "fewer jobs than jobs.count and draw no start too late for it");
}

PriceRecord PriceRecord::read(const ConfigSection& section) {
  const std::string file = section.text("file", "",
                                        "Hourly prices in USD/kWh (CSV): utc or hour, and one "
                                        "column per region; instead of drawn prices");
  return {section, read_input(section, file, parse_price_table)};
}

AtEnd PriceRecord::at_end() const {
  return read_at_end(
      section,
      "After the last hour: begin again with the first, or refuse files that don't last for "
      "study.horizon_hours and draw no start too late for it");
}

double period_s(const JobTrace& trace) {
  const auto jobs = static_cast<double>(trace.jobs.size());
  const double span_s = trace.jobs.back().submit_s - trace.jobs.front().submit_s;
  return trace.jobs.size() < 2 ? 0.0 : span_s * jobs / (jobs - 1.0);
}

}  // namespace bacelab
