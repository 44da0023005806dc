#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "app/cli/output.hpp"
#include "app/commands.hpp"
#include "core/scheduling/policies/parts.hpp"
#include "core/scheduling/policies/policy.hpp"
#include "experiments/text/table.hpp"

namespace bacelab {
namespace {

constexpr std::size_t name_width = 18;

std::string range_of(const ParameterInfo& parameter) {
  return fmt::format("{} = {} in [{}, {}]", parameter.name, parameter.fallback, parameter.low,
                     parameter.high);
}

/// A name and a text, which is wrapped to the right of it.
void write_entry(std::ostream& out, std::string_view name, const std::string& text,
                 std::size_t width) {
  const std::size_t start = name_width + 4;
  std::string head = "  " + padded(std::string(name), name_width) + "  ";
  for (const std::string& line : wrapped(words_of(text), width - start)) {
    out << head << line << '\n';
    head = std::string(start, ' ');
  }
}

template <class Part>
void write_parts(std::ostream& out, std::string_view title, const Registry<PartInfo<Part>>& parts,
                 std::size_t width) {
  out << '\n' << title << '\n';
  for (const PartInfo<Part>& part : parts) {
    const std::string limit =
        part.max_regions > 0 ? fmt::format("; at most {} regions", part.max_regions) : "";
    write_entry(out, part.name, std::string(part.description) + limit, width);
    for (const ParameterInfo& parameter : part.parameters) {
      write_entry(out, "", fmt::format("{}: {}", range_of(parameter), parameter.description),
                  width);
    }
  }
}

void write_named(std::ostream& out) {
  using enum Align;
  TextTable table({left, left, left, left, left, left});
  table.add_row({"", "ordering", "blocking", "path finder", "allocator", "parameters"});
  for (const PolicySpec& policy : named_policies()) {
    std::string parameters;
    for (const ParameterInfo& parameter : parameters_of(policy)) {
      parameters += (parameters.empty() ? "" : ", ") + std::string(parameter.name);
    }
    table.add_row({policy.name, policy.ordering, policy.blocking ? "yes" : "no", policy.path_finder,
                   policy.allocator, parameters});
  }
  out << "Policies\n";
  for (const std::string& line : table.lines()) out << "  " << line << '\n';
}

/// Writes the named policies, and the orderings, path finders and allocators with their
/// parameters, in lines of at most `width` characters.
void write_policies(std::ostream& out, std::size_t width) {
  write_named(out);
  write_parts(out, "Orderings", orderings(), width);
  write_parts(out, "Path finders", path_finders(), width);
  write_parts(out, "Allocators", allocators(), width);
  out << "\nA blocking policy waits when the first job in its order can't be placed; others try "
         "the next.\nSet a parameter by --set policies.NAME.PARAMETER=NUMBER.\n";
}

using Json = nlohmann::ordered_json;

Json parameter_array(std::span<const ParameterInfo> parameters) {
  Json array = Json::array();
  for (const ParameterInfo& parameter : parameters) {
    array.push_back({{"name", parameter.name},
                     {"default", parameter.fallback},
                     {"low", parameter.low},
                     {"high", parameter.high},
                     {"description", parameter.description}});
  }
  return array;
}

Json limit_or_null(int max_regions) { return max_regions > 0 ? Json(max_regions) : Json(nullptr); }

template <class Part>
Json part_array(const Registry<PartInfo<Part>>& parts) {
  Json array = Json::array();
  for (const PartInfo<Part>& part : parts) {
    array.push_back({{"name", part.name},
                     {"description", part.description},
                     {"max_regions", limit_or_null(part.max_regions)},
                     {"parameters", parameter_array(part.parameters)}});
  }
  return array;
}

Json policy_array() {
  Json array = Json::array();
  for (const PolicySpec& policy : named_policies()) {
    array.push_back({{"name", policy.name},
                     {"ordering", policy.ordering},
                     {"blocking", policy.blocking},
                     {"path_finder", policy.path_finder},
                     {"allocator", policy.allocator},
                     {"max_regions", limit_or_null(max_regions_of(policy))},
                     {"parameters", parameter_array(parameters_of(policy))}});
  }
  return array;
}

/// The same as one JSON object: {"policies": [...], "orderings": [...], "path_finders": [...],
/// "allocators": [...]}.
void write_policies_json(std::ostream& out) {
  const Json lists = {{"policies", policy_array()},
                      {"orderings", part_array(orderings())},
                      {"path_finders", part_array(path_finders())},
                      {"allocators", part_array(allocators())}};
  out << lists.dump(1) << '\n';
}

}  // namespace

void add_policies(CLI::App& app, ExitCode& exit_code) {
  const auto json = std::make_shared<bool>(false);
  CLI::App* command =
      app.add_subcommand("policies", "List the policies, their parts and their parameters");
  command->add_flag("--json", *json, "Print the lists as JSON");
  command->callback([json, &exit_code] {
    if (*json) {
      write_policies_json(std::cout);
    } else {
      write_policies(std::cout, output_width());
    }
    exit_code = ExitCode::done;
  });
}

}  // namespace bacelab
