#include "experiments/worlds/import/job_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <cmath>
#include <filesystem>

#include "core/errors.hpp"
#include "experiments/text/csv_roles.hpp"
#include "experiments/text/words.hpp"
#include "experiments/worlds/inputs/job_trace.hpp"

namespace bacelab {
namespace {

constexpr double most_gpus_of_job = 1e6;
constexpr double whole_gpu = 1000.0;  // thousandths

constexpr std::array<const char*, unusable_reasons> unusable_texts = {
    "without a time of submission",      "without a number of GPUs", "of no GPU",
    "whose number of GPUs is not whole", "without a duration",       "that took no time",
    "that ended before they began",
};

}  // namespace

const char* description_of(Unusable reason) {
  return unusable_texts[static_cast<std::size_t>(reason)];
}

JobFile::JobFile(ByteSource& source, const std::string& name, const JobColumnChoice& choice,
                 JobClock& clock)
    : csv_(source, name),
      columns_(csv_, choice),
      clock_(clock),
      runs_clock_(clock.of_other_times()),
      cluster_(std::filesystem::path(name).stem().string()) {}

bool JobFile::next() {
  if (!csv_.next()) return false;
  row_ = JobRow();
  row_.unusable = read();
  return true;
}

std::string_view JobFile::text(JobField field, std::string_view option) const {
  if (const auto column = columns_.find(field)) return csv_.text(*column);
  if (field == JobField::cluster) return cluster_;
  throw InputError(fmt::format(
      "{}: {} has no column '{}' or of that meaning (--{}-column NAME); its "
      "columns are {}",
      option, csv_.file_name(), name_of(field), name_of(field), fmt::join(csv_.names(), ", ")));
}

std::string JobFile::place() const { return fmt::format("{}:{}", csv_.file_name(), csv_.line()); }

bool JobFile::is_missing(JobField field) const {
  return says_nothing(csv_.text(columns_.at(field)));
}

double JobFile::number(JobField field, double most) const {
  const auto bounds = Bounds::between(field == JobField::duration ? -most : 0.0, most);
  return csv_.number(columns_.at(field), bounds);
}

std::optional<Unusable> JobFile::read() {
  if (is_missing(JobField::submit)) return Unusable::no_submission;
  row_.submit_s = clock_.seconds(csv_, columns_.at(JobField::submit));
  const auto of_gpus = read_gpus();
  const auto of_duration = read_duration();
  return of_gpus ? of_gpus : of_duration;
}

std::optional<Unusable> JobFile::read_gpus() {
  if (is_missing(JobField::gpus)) return Unusable::no_gpus;
  double gpus = number(JobField::gpus, most_gpus_of_job);
  if (has(JobField::gpus_of_worker)) {
    if (is_missing(JobField::gpus_of_worker)) return Unusable::no_gpus;
    gpus *= number(JobField::gpus_of_worker, most_gpus_of_job);
  }
  if (gpus == 0.0) return Unusable::zero_gpus;
  if (gpus != std::floor(gpus)) return Unusable::part_of_a_gpu;
  if (gpus > most_gpus_of_job) {
    csv_.fail(columns_.at(JobField::gpus),
              fmt::format("makes {} GPUs; allowed: at most {}", gpus, most_gpus_of_job));
  }
  row_.gpus = static_cast<std::int64_t>(gpus);
  if (has(JobField::gpu_share) && !is_missing(JobField::gpu_share) && gpus == 1.0) {
    row_.gpu_share = number(JobField::gpu_share, whole_gpu) / whole_gpu;
  }
  return std::nullopt;
}

std::optional<Unusable> JobFile::read_duration() {
  if (has(JobField::iterations)) {
    for (const JobField part : {JobField::iterations, JobField::computing, JobField::networking}) {
      if (is_missing(part)) return Unusable::no_duration;
    }
    row_.duration_s =
        number(JobField::iterations, most_trace_s) *
        (number(JobField::computing, most_trace_s) + number(JobField::networking, most_trace_s));
  } else if (has(JobField::duration)) {
    if (is_missing(JobField::duration)) return Unusable::no_duration;
    row_.duration_s = clock_.unit_s() * number(JobField::duration, most_trace_s / clock_.unit_s());
  } else {
    if (is_missing(JobField::start) || is_missing(JobField::end)) return Unusable::no_duration;
    row_.duration_s = runs_clock_.seconds(csv_, columns_.at(JobField::end)) -
                      runs_clock_.seconds(csv_, columns_.at(JobField::start));
  }
  if (row_.duration_s < 0.0) return Unusable::negative_duration;
  if (!(row_.duration_s / seconds_per_hour > 0.0)) return Unusable::zero_duration;
  if (row_.duration_s > most_trace_s) {
    csv_.fail(fmt::format("makes a duration of {} s; allowed: at most {}", row_.duration_s,
                          most_trace_s));
  }
  return std::nullopt;
}

}  // namespace bacelab
