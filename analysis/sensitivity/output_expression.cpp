#include "analysis/sensitivity/output_expression.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "core/errors.hpp"
#include "core/registry.hpp"

namespace bacelab {
namespace {

/// The names of the forms, in the order of their numbers.
const std::array<std::string, 4> form_names = {"mean", "difference", "overhead", "reduction"};

constexpr const char* grammar =
    "allowed: METRIC, mean(METRIC [, POLICY]), and difference, overhead or reduction(METRIC, "
    "BASELINE [, POLICY])";

/// An expression and how the user gave it.
struct Source {
  std::string_view text;
  std::string_view given;
};

[[noreturn]] void fail(const Source& source, const std::string& problem) {
  throw InputError(fmt::format("{} '{}': {}; {}", source.given, source.text, problem, grammar));
}

/// Reads names and signs from left to right.
class Reader {
 public:
  explicit Reader(const Source& source) : source_(source), text_(source.text) {}

  /// A name; `what` says of what.
  std::string name(const char* what) {
    skip_blanks();
    const std::size_t begin = place_;
    while (place_ < text_.size() && !ends_name(text_[place_])) ++place_;
    if (place_ == begin) fail(source_, fmt::format("{} is expected at {}", what, here()));
    return std::string(text_.substr(begin, place_ - begin));
  }

  /// Takes the sign if it comes next.
  bool takes(char sign) {
    skip_blanks();
    if (place_ >= text_.size() || text_[place_] != sign) return false;
    ++place_;
    return true;
  }

  void require_end() {
    skip_blanks();
    if (place_ < text_.size()) fail(source_, fmt::format("nothing is expected at {}", here()));
  }

  [[nodiscard]] std::string here() const {
    return place_ < text_.size() ? fmt::format("character {}, '{}'", place_ + 1, text_[place_])
                                 : "the end";
  }
  [[nodiscard]] const Source& source() const { return source_; }

 private:
  static bool is_blank(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }
  static bool ends_name(char c) { return is_blank(c) || c == '(' || c == ')' || c == ','; }
  void skip_blanks() {
    while (place_ < text_.size() && is_blank(text_[place_])) ++place_;
  }

  Source source_;
  std::string_view text_;
  std::size_t place_ = 0;
};

OutputForm form_of(const std::string& name, const Source& source) {
  const auto found = std::find(form_names.begin(), form_names.end(), name);
  if (found == form_names.end()) {
    fail(source, fmt::format("there is no form '{}'{}", name, did_you_mean(name, form_names)));
  }
  return static_cast<OutputForm>(found - form_names.begin());
}

/// The names between the brackets.
std::vector<std::string> arguments(Reader& reader) {
  std::vector<std::string> names = {reader.name("the name of a metric")};
  while (reader.takes(',')) names.push_back(reader.name("the name of a policy"));
  if (!reader.takes(')')) {
    fail(reader.source(), fmt::format("',' or ')' is expected at {}", reader.here()));
  }
  return names;
}

}  // namespace

OutputExpression parse_output(std::string_view text, std::string_view given) {
  const Source source = {text, given};
  Reader reader(source);
  const std::string first = reader.name("the name of a metric or a form");
  if (!reader.takes('(')) {
    reader.require_end();
    return {OutputForm::mean, first, "", ""};
  }
  OutputExpression output;
  output.form = form_of(first, source);
  const std::vector<std::string> names = arguments(reader);
  reader.require_end();
  const bool is_mean = output.form == OutputForm::mean;
  const std::size_t fewest = is_mean ? 1 : 2;
  if (names.size() < fewest) fail(source, fmt::format("{} needs a baseline", first));
  if (names.size() > fewest + 1) fail(source, fmt::format("{} takes no more names", first));
  output.metric = names[0];
  if (!is_mean) output.baseline = names[1];
  if (names.size() > fewest) output.policy = names.back();
  return output;
}

std::string text_of(const OutputExpression& output) {
  std::vector<std::string> names = {output.metric};
  if (!output.baseline.empty()) names.push_back(output.baseline);
  if (!output.policy.empty()) names.push_back(output.policy);
  return fmt::format("{}({})", form_names[static_cast<std::size_t>(output.form)],
                     fmt::join(names, ", "));
}

}  // namespace bacelab
