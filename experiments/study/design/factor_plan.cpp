#include "experiments/study/design/factor_plan.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "core/errors.hpp"
#include "core/simulation/metrics.hpp"
#include "experiments/arithmetic/elementary.hpp"
#include "experiments/box/description.hpp"
#include "experiments/text/value.hpp"

namespace bacelab {

void require_result_name(const ConfigSection& section, std::string_view key,
                         const std::string& name) {
  if (is_result_name(name)) return;
  section.fail(key, "'" + name + "' can't be a name in the results file",
               "names without blanks and slashes");
}

namespace {

/// The dotted key that a factor sets.
std::string read_key(const NamedSection& entry) {
  const std::string text = entry.section.text("key", entry.name, "Dotted key that the factor sets");
  std::string key = key_of_factor(entry.section, "key", text);
  require_result_name(entry.section, "key", key);
  return key;
}

/// The name of a factor with settings, by which the results file knows it.
std::string read_name(const NamedSection& entry) {
  if (entry.section.has("key")) {
    entry.section.fail("key", "the settings of this factor say which keys they set", "no key");
  }
  require_result_name(entry.section, "settings", entry.name);
  if (entry.name == case_factor) {
    entry.section.fail("settings", "the cases of a design, [design.cases.NAME], have this name",
                       "a factor of another name");
  }
  if (is_taken_result_name(entry.name) || metric_registry().find(entry.name) != nullptr) {
    entry.section.fail("settings",
                       "the results file has another variable of the name '" + entry.name + "'",
                       "a factor of another name");
  }
  return entry.name;
}

bool is_whole(double value) { return std::floor(value) == value && std::abs(value) < 1e15; }

/// Is the range as wide, in its scale, as a number can say?
bool is_of_finite_width(const FactorRange& range) {
  return std::isfinite(range.scale == RangeScale::linear ? range.high - range.low
                                                         : range.high / range.low);
}

FactorRange read_range(const ConfigSection& section) {
  FactorRange range;
  range.low = section.required_number("low", Bounds::any(), "Lower end of its range");
  range.high = section.required_number("high", Bounds::any(), "Upper end of its range");
  const std::string scale =
      section.choice("scale", "linear", {range_scale_names.begin(), range_scale_names.end()},
                     "linear: uniform over the range; log: uniform in the logarithm");
  range.scale = scale == "linear" ? RangeScale::linear : RangeScale::logarithmic;
  range.whole = section.boolean("integer", false, "Whole numbers only");
  if (range.low >= range.high) section.fail("high", "is not above low", "a number > low");
  if (range.scale == RangeScale::logarithmic && range.low <= 0.0) {
    section.fail("low", "a logarithmic range begins above 0", "a number > 0");
  }
  if (!is_of_finite_width(range)) {
    section.fail("high", "is too far above low to be computed with", "a smaller range");
  }
  for (const char* end : {"low", "high"}) {
    if (!range.whole || is_whole(end[0] == 'l' ? range.low : range.high)) continue;
    section.fail(end, "a range of whole numbers ends at whole numbers", "a whole number");
  }
  return range;
}

std::vector<FactorSetting> read_filled_settings(const ConfigSection& section) {
  auto settings = read_settings(section, "settings", "A set of keys that the factor sets at once");
  if (section.has("settings") && keys_of(settings).empty()) {
    section.fail("settings", "no setting sets a key",
                 "tables of keys, such as [" + section.path() +
                     ".settings.narrow] with \"network.scale\" = 0.3");
  }
  return settings;
}

FactorDomain read_domain(const ConfigSection& section) {
  const auto numbers = section.numbers("values", {}, Bounds::any(), "Its values: numbers");
  const auto names = section.texts("names", {}, "Its values: names", Repeats::refused);
  auto settings = read_filled_settings(section);
  const bool has_range =
      section.has("low") || section.has("high") || section.has("scale") || section.has("integer");
  if ((numbers.empty() ? 0 : 1) + (names.empty() ? 0 : 1) + (settings.empty() ? 0 : 1) +
          (has_range ? 1 : 0) !=
      1) {
    section.fail("values",
                 "a factor needs a list of values, a list of names, a range from low to high, or "
                 "settings",
                 "one of the four");
  }
  if (has_range) return read_range(section);
  if (!settings.empty()) return settings;
  if (names.empty()) return numbers;
  return names;
}

Factor without_values(const FactorPlan& plan) {
  Factor factor;
  factor.name = plan.key;
  factor.units = "1";
  factor.description = plan.settings() == nullptr
                           ? "Value of the key " + plan.key + " of the study"
                           : "Name of the setting of several keys of the study";
  if (const auto* range = std::get_if<FactorRange>(&plan.domain)) factor.range = *range;
  return factor;
}

/// The value at a place in [0, 1] of a range.
double value_between(double low, double high, RangeScale scale, double place) {
  if (scale == RangeScale::linear) return std::clamp(std::lerp(low, high, place), low, high);
  if (place <= 0.0) return low;
  if (place >= 1.0) return high;
  return std::clamp(low * arithmetic::exp(place * arithmetic::log(high / low)), low, high);
}

double rounded_within(const FactorRange& range, double value) {
  return std::clamp(std::round(value), range.low, range.high);
}

double quantile_of(const FactorRange& range, double u) {
  if (!range.whole) return value_between(range.low, range.high, range.scale, u);
  return rounded_within(range, value_between(range.low - 0.5, range.high + 0.5, range.scale, u));
}

double value_at(const FactorRange& range, double place) {
  const double value = value_between(range.low, range.high, range.scale, place);
  return range.whole ? rounded_within(range, value) : value;
}

std::vector<std::size_t> elements_at(std::size_t count, const std::vector<double>& places) {
  std::vector<std::size_t> elements;
  elements.reserve(places.size());
  for (const double place : places) {
    elements.push_back(
        std::min(count - 1, static_cast<std::size_t>(place * static_cast<double>(count))));
  }
  return elements;
}

Factor along_range(const FactorPlan& plan, const std::vector<double>& places,
                   double (*value)(const FactorRange&, double)) {
  const auto* range = std::get_if<FactorRange>(&plan.domain);
  if (range == nullptr) return at_elements(plan, elements_at(element_count(plan), places));
  std::vector<double> values;
  values.reserve(places.size());
  for (const double place : places) values.push_back(value(*range, place));
  Factor factor = without_values(plan);
  factor.values = std::move(values);
  return factor;
}

}  // namespace

const char* FactorPlan::domain_key() const {
  if (has_range()) return "low";
  if (settings() != nullptr) return "settings";
  return std::holds_alternative<std::vector<double>>(domain) ? "values" : "names";
}

std::string FactorPlan::place() const { return section.place(domain_key()); }

namespace {

std::vector<std::string> keys_of(const FactorPlan& plan) {
  return plan.settings() == nullptr ? std::vector<std::string>{plan.key}
                                    : keys_of(*plan.settings());
}

/// A key that both set; empty if there is none.
std::string common_key(const FactorPlan& a, const FactorPlan& b) {
  const std::vector<std::string> of_a = keys_of(a);
  for (const std::string& key : keys_of(b)) {
    if (std::find(of_a.begin(), of_a.end(), key) != of_a.end()) return key;
  }
  return {};
}

}  // namespace

std::vector<FactorPlan> read_factor_plans(const ConfigSection& design) {
  std::vector<FactorPlan> plans;
  for (const NamedSection& entry : design.named_tables("factors", "Keys that are varied")) {
    FactorDomain domain = read_domain(entry.section);
    const bool has_settings = std::holds_alternative<std::vector<FactorSetting>>(domain);
    plans.push_back({entry.name, has_settings ? read_name(entry) : read_key(entry), entry.section,
                     std::move(domain)});
  }
  for (std::size_t i = 0; i < plans.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const std::string key = common_key(plans[i], plans[j]);
      if (key.empty()) continue;
      design.fail("factors", "two factors set the key " + key, "one factor per key");
    }
  }
  return plans;
}

std::optional<FactorPlan> read_cases(const ConfigSection& design,
                                     const std::vector<FactorPlan>& factors) {
  auto settings =
      read_settings(design, "cases", "A set of keys that every combination is run with");
  if (settings.empty()) return std::nullopt;
  FactorPlan cases = {"cases", std::string(case_factor), design, std::move(settings)};
  for (const FactorPlan& plan : factors) {
    if (const std::string key = common_key(plan, cases); !key.empty()) {
      design.fail("cases", "a case sets the key " + key + ", and so does a factor",
                  "keys that no factor sets");
    }
  }
  return cases;
}

Factor at_quantiles(const FactorPlan& plan, const std::vector<double>& quantiles) {
  return along_range(plan, quantiles, quantile_of);
}

Factor at_places(const FactorPlan& plan, const std::vector<double>& places) {
  return along_range(plan, places, value_at);
}

Factor at_elements(const FactorPlan& plan, const std::vector<std::size_t>& elements) {
  Factor factor = without_values(plan);
  const auto choose = [&](const auto& list) {
    std::decay_t<decltype(list)> values;
    values.reserve(elements.size());
    for (const std::size_t element : elements) values.push_back(list[element]);
    factor.values = std::move(values);
  };
  if (const auto* numbers = std::get_if<std::vector<double>>(&plan.domain)) {
    choose(*numbers);
  } else if (const auto* settings = plan.settings()) {
    std::vector<std::string> names;
    for (const FactorSetting& setting : *settings) names.push_back(setting.name);
    choose(names);
  } else if (const auto* names = std::get_if<std::vector<std::string>>(&plan.domain)) {
    choose(*names);
  } else {
    throw std::invalid_argument("the factor " + plan.key + " has no list");
  }
  return factor;
}

std::size_t element_count(const FactorPlan& plan) {
  if (const auto* numbers = std::get_if<std::vector<double>>(&plan.domain)) return numbers->size();
  if (const auto* names = std::get_if<std::vector<std::string>>(&plan.domain)) return names->size();
  if (const auto* settings = plan.settings()) return settings->size();
  return 0;
}

double place_in(const FactorRange& range, double value) {
  if (range.scale == RangeScale::linear) return (value - range.low) / (range.high - range.low);
  return arithmetic::log(value / range.low) / arithmetic::log(range.high / range.low);
}

}  // namespace bacelab
