#include <CLI/CLI.hpp>
#include <memory>

#include "app/import/import_commands.hpp"
#include "app/import/import_options.hpp"
#include "experiments/files/byte_source.hpp"
#include "experiments/import/jobs.hpp"

namespace bacelab {
namespace {

struct ImportJobsCommandOptions {
  ImportOptions files;
  std::vector<std::string> templates;
  std::vector<std::string> clusters;
  std::string work = "gpu-hours";
};

void import(const ImportJobsCommandOptions& options) {
  require_free_output(options.files);
  JobMapping mapping;
  mapping.classes = parse_gpu_classes("--template", options.templates);
  mapping.clusters = options.clusters;
  mapping.work = options.work == "duration" ? TracedWork::hours : TracedWork::gpu_hours;
  FileSource source(options.files.input);
  const auto jobs = import_jobs(source, options.files.input, mapping);
  write_imported(options.files, jobs.notes,
                 [&](std::ostream& out) { write_job_trace(out, jobs.content); });
}

}  // namespace

void add_import_jobs(CLI::App& import_command, ExitCode& exit_code) {
  auto options = std::make_shared<ImportJobsCommandOptions>();
  CLI::App* command =
      import_command.add_subcommand("jobs", "Jobs of the records of a GPU cluster ([trace])");
  add_import_options(*command, options->files, "JOBS.csv",
                     "Records: when submitted, GPUs, duration (docs/inputs.md)");
  command
      ->add_option("--template", options->templates,
                   "Jobs of so many GPUs or more; repeat; fewer GPUs are dropped")
      ->type_name("GPUS=TEMPLATE")
      ->take_all()
      ->allow_extra_args(false)
      ->required();
  command
      ->add_option("--cluster", options->clusters,
                   "Only jobs of this cluster (column cluster); may be repeated")
      ->type_name("NAME")
      ->take_all()
      ->allow_extra_args(false);
  command->add_option("--work", options->work, "What stays of a job: gpu-hours or duration (at k*)")
      ->type_name("KIND")
      ->check(CLI::IsMember({"gpu-hours", "duration"}).description(""))
      ->capture_default_str();
  command->callback([options, &exit_code] {
    import(*options);
    exit_code = ExitCode::done;
  });
}

}  // namespace bacelab
