#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/cite/references.hpp"
#include "app/cli/output.hpp"
#include "app/cli/study_of_results.hpp"
#include "app/commands.hpp"
#include "experiments/box/build_info.hpp"
#include "experiments/text/input_files.hpp"
#include "experiments/text/printable.hpp"
#include "experiments/text/table.hpp"

namespace bacelab {
namespace {

struct CiteOptions {
  StudyOptions study;
  bool bibtex = false;
};

std::string program_text() {
  const BuildInfo build = build_info();
  return fmt::format(
      "The bacelab developers. bacelab: a Monte Carlo framework for schedulers of "
      "geo-distributed LLM training. Version {} ({}).",
      build.version, build.git_describe);
}

std::string program_bibtex() {
  const BuildInfo build = build_info();
  return fmt::format(
      "@software{{bacelab,\n  author = {{{{The bacelab developers}}}},\n  title = {{{{bacelab: a "
      "Monte Carlo framework for schedulers of geo-distributed LLM training}}}},\n"
      "  version = {{{} ({})}},\n}}\n",
      build.version, build.git_describe);
}

void write(std::ostream& out, const std::string& reason, const std::string& text) {
  out << reason << '\n';
  for (const std::string& line : wrapped(words_of(text), output_width() - 4)) {
    out << "    " << line << '\n';
  }
}

void write(std::ostream& out, const std::vector<Citation>& citations) {
  for (const Citation& each : citations) {
    write(out, std::string(each.reason), text_of(*each.reference));
  }
}

std::string inputs_text(const std::vector<InputFile>& inputs) {
  std::string text;
  for (const InputFile& input : inputs) {
    text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", printable(input.name), input.hash);
  }
  return text + ". Of data, cite the sets that they come from: docs/inputs.md.";
}

void cite_in_text(const std::optional<StudyFile>& study) {
  std::ostream& out = std::cout;
  write(out, "the program", program_text());
  write(out, citations());
  if (study) {
    write(out, citations(*study));
    const std::vector<InputFile> inputs = study->inputs();
    if (!inputs.empty()) write(out, "files", inputs_text(inputs));
  }
  out << "\nOf analyses, if they were used:\n";
  write(out, citations_of_analyses());
}

/// Each publication once.
void cite_in_bibtex(const std::optional<StudyFile>& study) {
  std::cout << program_bibtex();
  std::vector<Citation> all = citations();
  for (const auto& more :
       {study ? citations(*study) : std::vector<Citation>(), citations_of_analyses()}) {
    all.insert(all.end(), more.begin(), more.end());
  }
  std::vector<const Reference*> written;
  for (const Citation& each : all) {
    if (std::find(written.begin(), written.end(), each.reference) != written.end()) continue;
    written.push_back(each.reference);
    std::cout << '\n' << bibtex_of(*each.reference);
  }
}

void cite(const CiteOptions& options) {
  std::optional<StudyFile> study;
  if (!options.study.file.empty()) study = read_study_or_results(options.study);
  if (options.bibtex) {
    cite_in_bibtex(study);
  } else {
    cite_in_text(study);
  }
}

}  // namespace

void add_cite(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<CiteOptions>();
  CLI::App* command =
      app.add_subcommand("cite", "Show what to cite for a study: program, model, methods and data");
  command
      ->add_option("file", options->study.file,
                   "A study or a results file; without it what all studies use")
      ->type_name("STUDY.toml|FILE.h5");
  command->add_flag("--bibtex", options->bibtex, "Print entries of BibTeX");
  command->callback([options, &exit_code] {
    cite(*options);
    exit_code = ExitCode::done;
  });
}

}  // namespace bacelab
