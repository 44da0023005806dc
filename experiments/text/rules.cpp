#include "experiments/text/rules.hpp"

#include <set>

#include "experiments/text/toml.hpp"

namespace bacelab::config {

Rule<double> number_rule(const Bounds& bounds) {
  return {"number", bounds.text("a number"), bounds.unit(),
          [=](const Given& given) { return checked_number(given, bounds); }};
}

Rule<std::int64_t> integer_rule(const Bounds& bounds) {
  return {"integer", bounds.text("an integer"), bounds.unit(),
          [=](const Given& given) { return checked_integer(given, bounds); }};
}

Rule<bool> boolean_rule() { return {"boolean", "true or false", "", checked_boolean}; }

Rule<std::string> text_rule() { return {"text", "a text", "", checked_text}; }

Rule<std::string> choice_rule(const std::vector<std::string>& names) {
  return {"choice", wanted_choice(names), "",
          [=](const Given& given) { return checked_choice(given, names); }};
}

void require_no_repeats(const Given& given) {
  const List& list = std::get<List>(given.value.content);
  std::set<std::string> seen;
  for (std::size_t i = 0; i < list.size(); ++i)
    if (!seen.insert(toml_text(list[i])).second)
      given.element(i).refuse("is given twice; each may stand once");
}

}  // namespace bacelab::config
