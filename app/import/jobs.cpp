#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/import/import_options.hpp"
#include "core/errors.hpp"
#include "core/registry.hpp"
#include "experiments/study/job_setting.hpp"
#include "experiments/text/files.hpp"
#include "experiments/text/moments.hpp"
#include "experiments/text/words.hpp"
#include "experiments/worlds/import/jobs.hpp"

namespace bacelab {
namespace {

/// The fields whose columns users name, with what they say.
constexpr std::array<std::pair<JobField, const char*>, 10> named_fields = {{
    {JobField::submit, "when a job was submitted: a date, or a number (--unit)"},
    {JobField::gpus, "its number of GPUs"},
    {JobField::duration, "its duration (--unit)"},
    {JobField::start, "when it began; with the end, instead of a duration"},
    {JobField::end, "when it ended"},
    {JobField::cluster, "its cluster; default: the name of the file"},
    {JobField::state, "how it ended"},
    {JobField::type, "what it was for"},
    {JobField::user, "whose it was"},
    {JobField::vc, "its virtual cluster"},
}};

constexpr std::array<std::pair<JobField, const char*>, 5> filter_fields = {{
    {JobField::cluster, "Only jobs of these clusters; a list with commas, repeatable"},
    {JobField::state, "Only jobs that ended so, such as completed,failed"},
    {JobField::type, "Only jobs of these types"},
    {JobField::user, "Only jobs of these users"},
    {JobField::vc, "Only jobs of these virtual clusters"},
}};

struct JobTimeUnit {
  const char* name;
  double seconds;
};

constexpr auto all_job_time_units = std::to_array<JobTimeUnit>(
    {{"s", 1.0}, {"us", 1e-6}, {"ms", 1e-3}, {"min", 60.0}, {"h", 3600.0}});
constexpr Registry job_time_units(all_job_time_units);

struct ImportJobsCommandOptions {
  ImportOptions files;
  std::vector<std::string> inputs;
  std::vector<std::string> templates;
  std::optional<std::string> study;
  std::string gpu;
  std::string gpus = "record";
  std::string work = "gpu-hours";
  std::optional<std::string> format;
  std::map<JobField, std::string> columns;
  std::map<JobField, std::vector<std::string>> filters;
  std::optional<std::string> from;
  std::optional<std::string> to;
  std::optional<std::string> utc_offset;
  std::optional<std::string> origin;
  std::string unit = "s";
  std::optional<double> longest_hours;
  std::optional<std::int64_t> most_gpus;
  std::optional<double> total_gpus;
};

std::optional<int> utc_offset_s(const ImportJobsCommandOptions& options) {
  if (!options.utc_offset) return std::nullopt;
  const auto offset = parse_utc_offset(*options.utc_offset);
  if (offset) return offset;
  throw InputError(
      fmt::format("--utc-offset {}: must be an offset such as +08:00, at most 14 hours",
                  shown_key(*options.utc_offset)));
}

std::optional<double> origin_s(const ImportJobsCommandOptions& options) {
  if (!options.origin) return std::nullopt;
  const auto moment = parse_moment(*options.origin);
  if (!moment) {
    throw InputError(
        fmt::format("--origin {}: must be {}", shown_key(*options.origin), moment_form));
  }
  return moment->local_s - moment->offset_s.value_or(utc_offset_s(options).value_or(0));
}

JobMapping mapping_of(const ImportJobsCommandOptions& options) {
  JobMapping mapping;
  mapping.setting =
      options.study ? read_job_setting(*options.study) : catalog_job_setting(options.gpu);
  mapping.classes = parse_gpu_classes("--template", options.templates);
  const std::string where = options.study
                                ? "jobs.templates of " + *options.study
                                : "the catalog, and a study's own ones need --study STUDY.toml";
  require_templates("--template", mapping.classes, mapping.setting.templates, where);
  mapping.gpus = options.gpus == "template" ? GpuRule::from_template : GpuRule::record;
  mapping.work = options.work == "duration" ? TracedWork::hours : TracedWork::gpu_hours;
  mapping.columns = {options.format, {}};
  for (const auto& [field, name] : options.columns) {
    if (!name.empty()) mapping.columns.columns[field] = name;
  }
  for (const auto& [field, texts] : options.filters) {
    const JobFilter filter(field, texts);
    if (filter.is_set()) mapping.filters.push_back(filter);
  }
  mapping.window = JobWindow(options.from, options.to);
  mapping.clock = JobClock(utc_offset_s(options), origin_s(options),
                           job_time_units.at(options.unit, "unit").seconds);
  mapping.longest_hours = options.longest_hours;
  mapping.most_gpus = options.most_gpus;
  mapping.total_gpus = options.total_gpus;
  return mapping;
}

void import(const ImportJobsCommandOptions& options) {
  require_free_output(options.files, options.inputs);
  JobImport jobs(mapping_of(options));
  for (const std::string& name : options.inputs) {
    FileSource source(name);
    jobs.read(source, name);
  }
  const auto imported = jobs.finish();
  write_imported(options.files, imported.notes,
                 [&](std::ostream& out) { write_job_trace(out, imported.content); });
}

CLI::Option* add_list(CLI::App& command, const std::string& option, std::vector<std::string>& texts,
                      const char* type, const std::string& description) {
  return command.add_option(option, texts, description)
      ->type_name(type)
      ->take_all()
      ->allow_extra_args(false);
}

void add_mapping_options(CLI::App& command, ImportJobsCommandOptions& options) {
  add_list(command, "--template", options.templates, "GPUS=TEMPLATE",
           "Template for jobs of GPUS or more GPUs; repeatable; drops smaller jobs");
  command
      .add_option("--gpus", options.gpus,
                  "A job keeps the GPUs of its record, or has those of its template")
      ->type_name("RULE")
      ->check(CLI::IsMember({"record", "template"}).description(""))
      ->capture_default_str();
  auto* study = command
                    .add_option("--study", options.study,
                                "Study whose templates, GPUs and pipelines the jobs will have")
                    ->type_name("STUDY.toml");
  command.add_option("--gpu", options.gpu, "GPU type, for its memory, without a study")
      ->type_name("TYPE")
      ->excludes(study);
  command
      .add_option("--work", options.work,
                  "What is kept of a job: its gpu-hours or its duration (at k*)")
      ->type_name("KIND")
      ->check(CLI::IsMember({"gpu-hours", "duration"}).description(""))
      ->capture_default_str();
  command
      .add_option("--gpus-total", options.total_gpus,
                  "GPUs to which the offered load is said; default: 1000")
      ->type_name("N")
      ->check(CLI::Range(1.0, 1e9).description(""));
}

void add_filter_options(CLI::App& command, ImportJobsCommandOptions& options) {
  for (const auto& [field, description] : filter_fields) {
    add_list(command, fmt::format("--{}", name_of(field)), options.filters[field], "NAME",
             description);
  }
  command.add_option("--from", options.from, "Only jobs submitted at this date or later")
      ->type_name("DATE");
  command.add_option("--to", options.to, "Only jobs submitted before this date")->type_name("DATE");
}

void add_size_options(CLI::App& command, ImportJobsCommandOptions& options) {
  command.add_option("--most-gpus", options.most_gpus, "Only jobs of at most so many GPUs")
      ->type_name("N")
      ->check(CLI::PositiveNumber.description(""));
  command
      .add_option("--longest-hours", options.longest_hours, "Only jobs that took at most so long")
      ->type_name("H")
      ->check(CLI::PositiveNumber.description(""));
}

void add_column_options(CLI::App& command, ImportJobsCommandOptions& options) {
  command.add_option("--format", options.format, "Whose file it is; default: told by its columns")
      ->type_name("NAME")
      ->check(CLI::IsMember(job_formats().names()).description(""));
  command
      .add_option("--utc-offset", options.utc_offset,
                  "Of dates without a zone, such as +08:00; default: UTC")
      ->type_name("OFFSET");
  command
      .add_option("--origin", options.origin,
                  "Date at which times that are numbers begin; puts them on the calendar")
      ->type_name("DATE");
  command
      .add_option("--unit", options.unit,
                  "Of times and durations that are numbers: s, us, ms, min, h")
      ->type_name("UNIT")
      ->check(CLI::IsMember(job_time_units.names()).description(""))
      ->capture_default_str();
  for (const auto& [field, description] : named_fields) {
    command
        .add_option(fmt::format("--{}-column", name_of(field)), options.columns[field],
                    fmt::format("Column: {}", description))
        ->type_name("NAME");
  }
}

}  // namespace

void add_import_jobs(CLI::App& import_command, ExitCode& exit_code) {
  auto options = std::make_shared<ImportJobsCommandOptions>();
  CLI::App* command =
      import_command.add_subcommand("jobs", "Jobs from the records of GPU clusters ([trace])");
  command->add_option("files", options->inputs, "Records of one or several clusters")
      ->type_name("JOBS.csv")
      ->required();
  add_output_options(*command, options->files);
  add_mapping_options(*command, *options);
  add_filter_options(*command, *options);
  add_size_options(*command, *options);
  add_column_options(*command, *options);
  command->callback([options, &exit_code] {
    import(*options);
    exit_code = ExitCode::done;
  });
}

}  // namespace bacelab
