#include "app/policies/policy_lists.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "core/scheduling/policies/parts.hpp"
#include "core/scheduling/policies/policy.hpp"
#include "experiments/text/printable.hpp"
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

/// The names of a policy's parameters, with their values where these are its own.
std::vector<std::string> parameter_texts(const PolicySpec& policy, const PolicyCatalog& catalog) {
  std::vector<std::string> texts;
  for (const ParameterInfo& parameter : parameters_of(policy, catalog)) {
    const auto own = policy.parameters.find(parameter.name);
    texts.emplace_back(parameter.name);
    if (own != policy.parameters.end()) texts.back() += fmt::format(" = {}", own->second);
  }
  return texts;
}

void write_named(std::ostream& out, const PolicyCatalog& catalog) {
  using enum Align;
  TextTable table({left, left, left, left, left, left});
  table.add_row({"", "ordering", "blocking", "path finder", "allocator", "parameters"});
  for (const PolicySpec& policy : catalog.policies()) {
    const std::vector<std::string> parameters = parameter_texts(policy, catalog);
    const std::string first = parameters.empty() ? "" : parameters.front();
    if (policy.whole.empty()) {
      table.add_row({policy.name, policy.ordering, policy.blocking ? "yes" : "no",
                     policy.path_finder, policy.allocator, first});
    } else {
      table.add_row({policy.name, "whole", "", "", "", first});
    }
    for (std::size_t i = 1; i < parameters.size(); ++i) {
      table.add_row({"", "", "", "", "", parameters[i]});
    }
  }
  out << "Policies\n";
  for (const std::string& line : table.lines()) out << "  " << line << '\n';
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

Json name_or_null(const std::string& name) { return name.empty() ? Json(nullptr) : Json(name); }

Json policy_array(const PolicyCatalog& catalog) {
  Json array = Json::array();
  for (const PolicySpec& policy : catalog.policies()) {
    const bool is_whole = !policy.whole.empty();
    array.push_back({{"name", policy.name},
                     {"ordering", name_or_null(policy.ordering)},
                     {"blocking", is_whole ? Json(nullptr) : Json(policy.blocking)},
                     {"path_finder", name_or_null(policy.path_finder)},
                     {"allocator", name_or_null(policy.allocator)},
                     {"max_regions", limit_or_null(max_regions_of(policy, catalog))},
                     {"parameters", parameter_array(parameters_of(policy, catalog))}});
  }
  return array;
}

Json plugin_array(const std::vector<Plugin>& plugins) {
  Json array = Json::array();
  for (const Plugin& plugin : plugins) {
    array.push_back({{"file", plugin.file}, {"version", plugin.version}});
  }
  return array;
}

}  // namespace

void write_policies(std::ostream& out, const PolicyCatalog& catalog, std::size_t width) {
  write_named(out, catalog);
  write_parts(out, "Orderings", catalog.orderings(), width);
  write_parts(out, "Path finders", catalog.path_finders(), width);
  write_parts(out, "Allocators", catalog.allocators(), width);
  if (catalog.whole_policies().size() > 0) {
    write_parts(out, "Whole policies", catalog.whole_policies(), width);
  }
  out << "\nA blocking policy waits when the first job in its order can't be placed; others try "
         "the next.\nSet a parameter by --set policies.NAME.PARAMETER=NUMBER.\n";
}

void write_plugins(std::ostream& out, const std::vector<Plugin>& plugins) {
  if (plugins.empty()) return;
  out << "\nPlugins\n";
  for (const Plugin& plugin : plugins) {
    const std::string version = plugin.version.empty() ? "" : "  version " + plugin.version;
    out << printable("  " + plugin.file + version) << '\n';
  }
}

void write_policies_json(std::ostream& out, const PolicyCatalog& catalog,
                         const std::vector<Plugin>& plugins) {
  const Json lists = {{"policies", policy_array(catalog)},
                      {"orderings", part_array(catalog.orderings())},
                      {"path_finders", part_array(catalog.path_finders())},
                      {"allocators", part_array(catalog.allocators())},
                      {"whole_policies", part_array(catalog.whole_policies())},
                      {"plugins", plugin_array(plugins)}};
  out << lists.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace bacelab
