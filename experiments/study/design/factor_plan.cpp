#include "experiments/study/design/factor_plan.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "core/errors.hpp"
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

/// The dotted key that a factor sets, without quotes and blanks that it could do without.
std::string read_key(const NamedSection& entry) {
  const std::string text = entry.section.text("key", entry.name, "Dotted key that the factor sets");
  std::string key;
  try {
    key = config::dotted(config::parse_key_path(text, "design"));
  } catch (const InputError&) {
    entry.section.fail("key", "is not the path of a key",
                       "keys joined by dots, such as network.scale");
  }
  for (const char* common : {"study.", "design.", "output.", "precision."}) {
    if (key.starts_with(common)) {
      entry.section.fail("key", "the key " + key + " is the same at all points",
                         "a key of the worlds or of a policy");
    }
  }
  require_result_name(entry.section, "key", key);
  return key;
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

FactorDomain read_domain(const ConfigSection& section) {
  const auto numbers = section.numbers("values", {}, Bounds::any(), "Its values: numbers");
  const auto names = section.texts("names", {}, "Its values: names", Repeats::refused);
  const bool has_range =
      section.has("low") || section.has("high") || section.has("scale") || section.has("integer");
  if ((numbers.empty() ? 0 : 1) + (names.empty() ? 0 : 1) + (has_range ? 1 : 0) != 1) {
    section.fail("values",
                 "a factor needs a list of values, a list of names, or a range from low to high",
                 "one of the three");
  }
  if (has_range) return read_range(section);
  if (names.empty()) return numbers;
  return names;
}

Factor without_values(const FactorPlan& plan) {
  Factor factor;
  factor.name = plan.key;
  factor.units = "1";
  factor.description = "Value of the key " + plan.key + " of the study";
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

std::string FactorPlan::place() const {
  if (has_range()) return section.place("low");
  return section.place(std::holds_alternative<std::vector<double>>(domain) ? "values" : "names");
}

std::vector<FactorPlan> read_factor_plans(const ConfigSection& design) {
  std::vector<FactorPlan> plans;
  for (const NamedSection& entry : design.named_tables("factors", "Keys that are varied")) {
    const std::string key = read_key(entry);
    plans.push_back({key, entry.section, read_domain(entry.section)});
  }
  for (std::size_t i = 0; i < plans.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (plans[i].key != plans[j].key) continue;
      design.fail("factors", "two factors set the key " + plans[i].key, "one factor per key");
    }
  }
  return plans;
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
  return 0;
}

double place_in(const FactorRange& range, double value) {
  if (range.scale == RangeScale::linear) return (value - range.low) / (range.high - range.low);
  return arithmetic::log(value / range.low) / arithmetic::log(range.high / range.low);
}

}  // namespace bacelab
