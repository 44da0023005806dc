#include "app/check/assumed.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "app/check/assumed_tables.hpp"
#include "app/check/rows.hpp"
#include "experiments/text/printable.hpp"
#include "experiments/text/table.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

/// "2048 (falcon-40b, flm-101b)".
std::string shared(const std::string& value, const std::vector<std::string>& names) {
  return fmt::format("{} ({})", value, fmt::join(names, ", "));
}

/// Names by the value that they share, in the order of the first.
class ByValue {
 public:
  void add(const std::string& value, const std::string& name) {
    for (auto& [known, names] : groups_) {
      if (known == value) return names.push_back(name);
    }
    groups_.push_back({value, {name}});
  }
  [[nodiscard]] std::string text() const {
    std::vector<std::string> texts;
    for (const auto& [value, names] : groups_) texts.push_back(shared(value, names));
    return fmt::format("{}", fmt::join(texts, ", "));
  }
  [[nodiscard]] bool empty() const { return groups_.empty(); }

 private:
  std::vector<std::pair<std::string, std::vector<std::string>>> groups_;
};

void add_text(const std::string& text, std::vector<std::string>& lines) {
  for (std::string& line : row_lines(text)) lines.push_back(std::move(line));
}

void add_sequences(const Study& study, const GivenKeys& given, std::vector<std::string>& lines) {
  ByValue sequences;
  for (const Template& model : *study.world.jobs.templates) {
    if (given.has(path_in("templates", model.name, "sequence"))) continue;
    sequences.add(fmt::format("{:g}", model.sequence), model.name);
  }
  if (sequences.empty()) return;
  add_text("[templates.NAME] sequence, tokens: " + sequences.text(), lines);
}

void add_policies(const Study& study, const GivenKeys& given, std::vector<std::string>& lines) {
  std::vector<std::pair<std::string_view, ByValue>> by_parameter;
  for (const PolicySpec& policy : study.policies) {
    for (const ParameterInfo& parameter : parameters_of(policy, *study.catalog)) {
      if (given.has(config::dotted({"policies", policy.name, std::string(parameter.name)})))
        continue;
      auto known = std::find_if(by_parameter.begin(), by_parameter.end(),
                                [&](const auto& one) { return one.first == parameter.name; });
      if (known == by_parameter.end()) {
        known = by_parameter.insert(by_parameter.end(), {parameter.name, {}});
      }
      known->second.add(fmt::format("{:g}", parameter.fallback), policy.name);
    }
  }
  for (const auto& [name, values] : by_parameter) {
    add_text(fmt::format("[policies.NAME] {}: {}", name, values.text()), lines);
  }
}

/// A list is no value that fits into a line as a whole.
bool is_list(const std::string& value) { return value.find(" [") != std::string::npos; }

void add_table(const AssumedTable& table, std::vector<std::string>& lines) {
  const std::vector<std::string>& values = table.values;
  std::vector<std::string> words = {"[" + printable(table.name) + "]"};
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string value = printable(values[i]) + (i + 1 < values.size() ? "," : "");
    for (std::string& word : is_list(value) ? words_of(value) : std::vector{value}) {
      words.push_back(std::move(word));
    }
  }
  for (std::string& line : row_lines(words)) lines.push_back(std::move(line));
}

}  // namespace

std::vector<std::string> assumed_lines(const StudyFile& file, const Study& study,
                                       const GivenKeys& given) {
  std::vector<std::string> lines;
  for (const AssumedTable& one : assumed_tables(file, study, given)) add_table(one, lines);
  add_sequences(study, given, lines);
  add_policies(study, given, lines);
  return lines;
}

}  // namespace bacelab
