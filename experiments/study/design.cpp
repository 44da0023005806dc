#include "experiments/study/design.hpp"

#include <cmath>
#include <cstdint>
#include <utility>
#include <variant>

#include "core/errors.hpp"
#include "experiments/config/key_path.hpp"
#include "experiments/study/result_name.hpp"

namespace bacelab {
namespace {

/// Every value of the list, `repeat` times in a row, again and again, `points` in all.
template <class Value>
std::vector<Value> spread(const std::vector<Value>& list, std::size_t repeat, std::size_t points) {
  std::vector<Value> values;
  values.reserve(points);
  for (std::size_t point = 0; point < points; ++point) {
    values.push_back(list[point / repeat % list.size()]);
  }
  return values;
}

/// All combinations; the last factor varies fastest.
std::vector<Factor> full_factorial(std::vector<Factor> factors) {
  std::size_t points = 1;
  for (const Factor& factor : factors) points *= value_count(factor);
  std::size_t repeat = points;
  for (Factor& factor : factors) {
    repeat /= value_count(factor);
    factor.values =
        std::visit([&](const auto& list) { return FactorValues(spread(list, repeat, points)); },
                   factor.values);
  }
  return factors;
}

/// The dotted key that a factor sets, without quotes and blanks that it could do without.
std::string read_key(const NamedSection& entry) {
  const std::string text = entry.section.text("key", entry.name, "Dotted key that the factor sets");
  try {
    return config::dotted(config::parse_key_path(text, "design"));
  } catch (const InputError&) {
    entry.section.fail("key", "is not the path of a key",
                       "keys joined by dots, such as network.scale");
  }
}

Factor read_factor(const NamedSection& entry) {
  const ConfigSection& section = entry.section;
  Factor factor;
  factor.name = read_key(entry);
  for (const char* common : {"study.", "design.", "output."}) {
    if (factor.name.starts_with(common)) {
      section.fail("key", "the key " + factor.name + " is the same at all points",
                   "a key of the worlds or of a policy");
    }
  }
  require_result_name(section, "key", factor.name);
  factor.units = "1";
  factor.description = "Value of the key " + factor.name + " of the study";
  const auto numbers = section.numbers("values", {}, Bounds::any(), "Its values: numbers");
  const auto names = section.texts("names", {}, "Its values: names", Repeats::refused);
  if (numbers.empty() == names.empty()) {
    section.fail("values", "a factor needs a list of values or of names", "one of the two");
  }
  if (names.empty()) {
    factor.values = numbers;
  } else {
    factor.values = names;
  }
  return factor;
}

/// A whole number fits a key for integers as well as one for numbers.
ConfigScalar scalar(double value) {
  const bool whole = std::floor(value) == value && std::abs(value) < 1e15;
  return whole ? ConfigScalar(static_cast<std::int64_t>(value)) : ConfigScalar(value);
}
ConfigScalar scalar(const std::string& name) { return name; }

void require_distinct(const std::vector<Factor>& factors, const ConfigSection& section) {
  for (std::size_t i = 0; i < factors.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (factors[i].name != factors[j].name) continue;
      section.fail("factors", "two factors set the key " + factors[i].name, "one factor a key");
    }
  }
}

void require_bounded(const std::vector<Factor>& factors, const ConfigSection& section) {
  constexpr std::size_t most_points = 1'000'000;
  std::size_t points = 1;
  for (const Factor& factor : factors) {
    const std::size_t values = value_count(factor);
    if (values > most_points / points) {
      section.fail("factors", "all combinations of the factors' values are too many points",
                   "at most 1,000,000 points");
    }
    points *= values;
  }
}

}  // namespace

Design::Design(std::vector<Factor> factors, std::vector<std::string> places)
    : factors_(std::move(factors)), places_(std::move(places)) {
  places_.resize(factors_.size());
  if (!factors_.empty()) points_ = value_count(factors_.front());
}

void Design::apply(std::size_t point, ConfigDocument& document) const {
  for (std::size_t i = 0; i < factors_.size(); ++i) {
    std::visit(
        [&](const auto& list) {
          document.set_value(factors_[i].name, scalar(list[point]), places_[i]);
        },
        factors_[i].values);
  }
}

Design read_design(const ConfigSection& root) {
  const ConfigSection section = root.table("design", "Which values of which keys are tried");
  const std::string type = section.choice("type", "single", {"single", "grid"},
                                          "single: one point; grid: all combinations of the "
                                          "factors' values");
  std::vector<Factor> factors;
  std::vector<std::string> places;
  for (const NamedSection& entry : section.named_tables("factors", "Keys that are varied")) {
    factors.push_back(read_factor(entry));
    const bool has_names = std::holds_alternative<std::vector<std::string>>(factors.back().values);
    places.push_back(entry.section.place(has_names ? "names" : "values"));
  }
  require_distinct(factors, section);
  if (type == "single" && !factors.empty()) {
    section.fail("type", "factors need a design", "grid");
  }
  if (type == "grid" && factors.empty()) section.fail("type", "a grid needs factors", "single");
  require_bounded(factors, section);
  return Design(full_factorial(std::move(factors)), std::move(places));
}

}  // namespace bacelab
