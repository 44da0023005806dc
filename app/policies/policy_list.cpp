#include "app/policies/policy_list.hpp"

#include <fmt/format.h>

#include <ostream>
#include <sstream>
#include <string>
#include <vector>

#include "app/text_columns.hpp"
#include "core/scheduling/policy.hpp"

namespace bacelab {
namespace {

constexpr std::size_t name_width = 18;

std::string range_of(const ParameterInfo& parameter) {
  return fmt::format("{} = {} in [{}, {}]", parameter.name, parameter.fallback, parameter.low,
                     parameter.high);
}

/// A name with a text, which is wrapped beside it.
void write_entry(std::ostream& out, std::string_view name, const std::string& text,
                 std::size_t width) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  const std::size_t start = name_width + 4;
  std::string head = "  " + padded(std::string(name), name_width) + "  ";
  for (const std::string& line : wrapped(words, width - start)) {
    out << head << line << '\n';
    head = std::string(start, ' ');
  }
}

template <class Part>
void write_parts(std::ostream& out, std::string_view title, std::span<const PartInfo<Part>> parts,
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
  TextColumns table({left, left, left, left, left, left});
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

}  // namespace

void write_policies(std::ostream& out, std::size_t width) {
  write_named(out);
  write_parts(out, "Orderings", orderings(), width);
  write_parts(out, "Path finders", path_finders(), width);
  write_parts(out, "Allocators", allocators(), width);
  out << "\nA blocking policy waits when the first job in order has no place; another one tries "
         "the next.\nA parameter is set by --set policies.NAME.PARAMETER=NUMBER.\n";
}

}  // namespace bacelab
