#include "app/report/study_parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <map>
#include <optional>
#include <vector>

#include "app/cli/study_of_results.hpp"
#include "app/report/html.hpp"
#include "core/errors.hpp"
#include "experiments/study/study_file.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

std::string fact(std::string_view name, std::string_view value) {
  return value.empty() ? "" : fmt::format("<dt>{}</dt><dd>{}</dd>\n", name, escaped(value));
}

/// Files that the study names: its keys whose values have a hash.
std::string hashes_of(const ResultsFile& file) {
  std::string text;
  if (!file.description().identity) return text;
  for (const StudyKey& each : file.description().identity->study) {
    if (each.value.find("xxh3:") == std::string::npos) continue;
    text += fact(escaped(each.key), each.value);
  }
  for (const PluginFile& plugin : file.description().plugins) {
    text +=
        fact("plugin", fmt::format("{} ({}{})", plugin.file, plugin.hash,
                                   plugin.version.empty() ? "" : ", version " + plugin.version));
  }
  return text;
}

std::string attribute(const std::map<std::string, std::string>& attributes,
                      const std::string& name) {
  const auto found = attributes.find(name);
  return found == attributes.end() ? "" : found->second;
}

/// The study as it was at its first point, without its design: each key once, in one line.
std::string study_without_design(const ResultsFile& file) {
  std::string text = fmt::format("study.replications = {}\n", file.replications());
  for (const StudyKey& each : file.description().identity->study) {
    if (each.key.starts_with("design.")) continue;
    text += each.key + " = " + each.value + "\n";
  }
  return text;
}

bool is_varied(const ResultsFile& file, const std::string& key) {
  for (const Factor& factor : file.factors()) {
    if (factor.name == key) return true;
  }
  return false;
}

bool is_table(const ConfigOption& option) { return option.allowed == "a table"; }

std::string assumption_row(const ConfigOption& option, const std::string& value) {
  const bool is_free = option.fallback == "required" || option.fallback == "none";
  return "<tr>" + row_heading(option.path) +
         fmt::format("<td><code>{}</code></td><td>{}</td><td>{}</td></tr>\n", escaped(value),
                     is_free ? "-" : "<code>" + escaped(option.fallback) + "</code>",
                     escaped(option.documentation +
                             (option.unit ? fmt::format(" [{}]", *option.unit) : "")));
}

/// A row for each key that has another value than its default.
std::string assumption_rows(const ResultsFile& file, const std::filesystem::path& inputs) {
  const StudyFile study = StudyFile::read(study_without_design(file), file.path().string(), {}, {},
                                          directory_of_study(file, inputs));
  std::map<std::string, std::string> values;
  for (const StudyKey& each : study.identity().study) values[each.key] = each.value;
  std::string rows;
  for (const ConfigOption& option : study.keys()) {
    const auto found = values.find(option.path);
    if (found == values.end() || is_table(option) || is_varied(file, option.path) ||
        found->second == option.fallback || option.path.starts_with("design.")) {
      continue;
    }
    rows += assumption_row(option, found->second);
  }
  return rows;
}

std::string factors_text(const ResultsFile& file) {
  if (file.points() == 1) return "";
  std::vector<std::string> names;
  for (const Factor& factor : file.factors()) names.push_back(factor.name);
  return paragraph(fmt::format("The design ({}, {}) varies {}.", file.description().design.type,
                               counted(file.points(), "point"), fmt::join(names, ", ")));
}

struct StatusCounts {
  std::array<std::size_t, run_status_names.size()> of_status = {};
};

/// By policy.
std::vector<StatusCounts> status_counts(const ResultsFile& file) {
  std::vector<StatusCounts> counts(file.policies().size());
  for (std::size_t point = 0; point < file.points(); ++point) {
    for (std::size_t policy = 0; policy < counts.size(); ++policy) {
      const auto statuses = file.status(point, file.policies()[policy]);
      // A precision target may have ended the point, or dropped the policy, before the last
      // replication.
      const std::size_t ran = file.replications_run(point, file.policies()[policy]);
      for (std::size_t i = 0; i < ran; ++i) {
        ++counts[policy].of_status[static_cast<std::size_t>(statuses[i])];
      }
    }
  }
  return counts;
}

std::string failure_items(const ResultsFile& file) {
  constexpr std::size_t most_messages = 10;
  const std::vector<RunFailure> failures = file.failures();
  std::string items;
  for (std::size_t i = 0; i < std::min(failures.size(), most_messages); ++i) {
    const RunFailure& failure = failures[i];
    items += fmt::format(
        "<li>{}replication {}, {}: {}</li>\n",
        file.points() == 1 ? "" : fmt::format("point {}, ", failure.point), failure.replication,
        failure.policy.empty() ? "the world" : escaped(failure.policy), escaped(failure.message));
  }
  if (failures.size() > most_messages) {
    items += fmt::format("<li>and {} more</li>\n", grouped(failures.size() - most_messages));
  }
  return items.empty() ? "" : "<ul>\n" + items + "</ul>\n";
}

}  // namespace

std::string provenance_part(const ResultsFile& file) {
  const ResultsDescription& description = file.description();
  const auto attributes = file.attributes();
  std::string list = fact("results", file.path().filename().string()) +
                     fact("seed", fmt::format("{}", description.seed)) +
                     fact("program", fmt::format("bacelab {} ({}), {}", description.program_version,
                                                 description.git_describe, description.compiler)) +
                     fact("model", fmt::format("version {}", description.model)) +
                     fact("arithmetic", description.arithmetic);
  if (description.builds.size() > 1) {
    list += fact("builds", fmt::format("{}", fmt::join(description.builds, "; ")));
  }
  list += hashes_of(file);
  list += fact("made",
               fmt::format("{} to {} on {}, {}, {}", attribute(attributes, "run_started"),
                           attribute(attributes, "run_finished"), attribute(attributes, "run_host"),
                           "ranks: " + attribute(attributes, "run_ranks"),
                           "threads: " + attribute(attributes, "run_threads")));
  return "<dl>\n" + list +
         "</dl>\n<p>It was made by this command, which gives equal results:</p>\n" +
         command_block(attribute(attributes, "run_command"));
}

std::string assumptions_part(const ResultsFile& file, const std::filesystem::path& inputs) {
  std::string text = factors_text(file);
  if (!file.description().identity) {
    text += paragraph("The file is from a program that did not keep the keys of the study apart.",
                      "note");
  } else {
    try {
      text += fmt::format(
          "<div class=\"wide\"><table class=\"sortable\"><caption>Keys of the study that have "
          "another value than their default</caption>\n<thead><tr>{}{}{}{}</tr></thead>\n"
          "<tbody>\n{}</tbody></table></div>\n",
          column_heading("key", ColumnKind::text), column_heading("value", ColumnKind::text),
          column_heading("default", ColumnKind::text), column_heading("meaning", ColumnKind::text),
          assumption_rows(file, inputs));
    } catch (const InputError& error) {
      text += paragraph(
          fmt::format("Which keys have their defaults can't be told: {}", error.what()), "warning");
    }
  }
  return text + folded("The whole study, with all defaults filled in",
                       "<pre>" + escaped(file.description().study) + "</pre>\n");
}

std::string incomplete_part(const ResultsFile& file) {
  std::string rows;
  const auto counts = status_counts(file);
  for (std::size_t policy = 0; policy < counts.size(); ++policy) {
    const auto& of_status = counts[policy].of_status;
    std::size_t runs = 0;
    for (const std::size_t count : of_status) runs += count;
    if (of_status[static_cast<std::size_t>(RunStatus::done)] == runs) continue;
    rows += "<tr>" + row_heading(file.policies()[policy]);
    for (const std::size_t count : of_status) {
      rows += fmt::format("<td class=\"number\" data-value=\"{}\">{}</td>", count, grouped(count));
    }
    rows += "</tr>\n";
  }
  if (rows.empty()) return "";
  std::string head = column_heading("policy", ColumnKind::text);
  for (const std::string_view name : run_status_names) {
    std::string title(name);
    std::replace(title.begin(), title.end(), '_', ' ');
    head += column_heading(title, ColumnKind::number);
  }
  return paragraph(
             "Worlds in which a run is incomplete are left out of all comparisons, as by `bacelab "
             "compare --drop-incomplete`. If a policy can't finish in the hardest worlds, what is "
             "left flatters it.",
             "warning") +
         fmt::format(
             "<div class=\"wide\"><table class=\"sortable\"><caption>Runs of the policies that "
             "have incomplete ones</caption>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>"
             "</table></div>\n",
             head, rows) +
         failure_items(file);
}

}  // namespace bacelab
