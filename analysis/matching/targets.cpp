#include "analysis/matching/targets.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "analysis/selection/select.hpp"
#include "core/errors.hpp"
#include "core/registry.hpp"

namespace bacelab {

bool Target::is_relative(const OutputExpression& output) const {
  return contrast == CaseContrast::ratio || output.form == OutputForm::overhead ||
         output.form == OutputForm::reduction;
}

namespace {

std::vector<OutputExpression> read_outputs(const ConfigSection& section) {
  const std::string one = section.text("output", "", "The output that was published");
  const auto several =
      section.texts("outputs", {}, "Outputs that were published as one range", Repeats::refused);
  if (one.empty() == several.empty()) {
    section.fail("output", "a target is about one output or several",
                 "output = \"overhead(jct_mean, lcf)\", or outputs = [...]");
  }
  std::vector<OutputExpression> outputs;
  const char* key = one.empty() ? "outputs" : "output";
  const std::string given = section.place(key) + ": " + section.path() + "." + key;
  for (const std::string& text : one.empty() ? several : std::vector<std::string>{one}) {
    outputs.push_back(parse_output(text, given));
  }
  return outputs;
}

void read_value(const ConfigSection& section, Target& target) {
  const auto value = section.optional_number("value", Bounds::any(), "The published value");
  const auto low = section.optional_number("low", Bounds::any(), "Lower end of a published range");
  const auto high =
      section.optional_number("high", Bounds::any(), "Upper end of a published range");
  if (value.has_value() == low.has_value() || low.has_value() != high.has_value()) {
    section.fail("value", "a target needs what was published: a value, or a range with both ends",
                 "value = 0.279, or low = 0.126 and high = 0.306");
  }
  target.low = value ? *value : *low;
  target.high = value ? *value : *high;
  if (target.low > target.high) section.fail("high", "is below low", "a number >= low");
}

void read_contrast(const ConfigSection& section, Target& target) {
  target.case_name = section.text("case", "", "The case of the design");
  const std::string over =
      section.text("over_case", "", "Compare with another case: output / its output - 1");
  const std::string minus =
      section.text("minus_case", "", "Compare with another case: output - its output");
  if (!over.empty() && !minus.empty()) {
    section.fail("minus_case", "a target has one comparison", "over_case or minus_case");
  }
  target.contrast = !over.empty()    ? CaseContrast::ratio
                    : !minus.empty() ? CaseContrast::difference
                                     : CaseContrast::none;
  target.other_case = over + minus;
}

double read_tolerance(const ConfigSection& section) {
  const double tolerance = section.required_number(
      "tolerance", Bounds::at_least(0),
      "How well the published figure is known: a standard deviation, in its unit");
  if (tolerance == 0.0) {
    section.fail("tolerance",
                 "nothing agrees with a figure to the last digit: with more worlds the standard "
                 "error goes to 0, and all points would be ruled out",
                 "a number > 0, such as half of the last published digit");
  }
  return tolerance;
}

Target read_target(const NamedSection& entry) {
  Target target = {.name = entry.name,
                   .outputs = read_outputs(entry.section),
                   .case_name = {},
                   .other_case = {},
                   .worlds = {},
                   .source = {},
                   .section = entry.section};
  read_contrast(entry.section, target);
  read_value(entry.section, target);
  target.tolerance = read_tolerance(entry.section);
  target.discrepancy = entry.section.number(
      "discrepancy", 0.0, Bounds::at_least(0),
      "How far the model may be from what it models: a standard deviation, in the same unit");
  target.worlds = entry.section.optional_number(
      "worlds", Bounds::at_least(1), "Worlds behind the published figure, whose noise then counts");
  target.source = entry.section.required_text("source", "Where it was published");
  return target;
}

std::string listed(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

void require_name(const Target& target, const char* key, const char* kind, const std::string& name,
                  const std::vector<std::string>& names) {
  if (std::find(names.begin(), names.end(), name) != names.end()) return;
  target.section.fail(
      key, fmt::format("the results have no {} '{}'{}", kind, name, did_you_mean(name, names)),
      names.empty() ? "none: the study has no " + std::string(kind) + "s" : listed(names));
}

void bind_output(OutputExpression& output, const Target& target, const ResultsFile& file) {
  if (output.policy.empty()) output.policy = default_policy(file);
  const char* key = target.outputs.size() > 1 ? "outputs" : "output";
  require_name(target, key, "metric", output.metric, file.metric_names());
  require_name(target, key, "policy", output.policy, file.policies());
  if (!output.baseline.empty())
    require_name(target, key, "policy", output.baseline, file.policies());
}

void bind_cases(const Target& target, const std::vector<std::string>& cases) {
  if (cases.empty() && target.case_name.empty() && target.contrast == CaseContrast::none) return;
  if (target.case_name.empty()) {
    target.section.fail("case", "the study has several cases, and a target is about one of them",
                        listed(cases));
  }
  require_name(target, "case", "case", target.case_name, cases);
  if (target.contrast == CaseContrast::none) return;
  require_name(target, target.contrast == CaseContrast::ratio ? "over_case" : "minus_case", "case",
               target.other_case, cases);
}

}  // namespace

std::vector<Target> read_targets(ConfigDocument& document) {
  std::vector<Target> targets;
  for (const NamedSection& entry : document.root().named_tables("targets", "Published figures")) {
    targets.push_back(read_target(entry));
  }
  document.require_all_used();
  if (targets.empty()) {
    document.root().fail("targets", "there are no published figures",
                         "tables [targets.NAME] with output, value, tolerance and source");
  }
  return targets;
}

void bind_targets(std::vector<Target>& targets, const ResultsFile& file,
                  const std::vector<std::string>& cases) {
  for (Target& target : targets) {
    for (OutputExpression& output : target.outputs) bind_output(output, target, file);
    bind_cases(target, cases);
  }
}

}  // namespace bacelab
