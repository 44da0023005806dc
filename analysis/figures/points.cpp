#include "analysis/figures/points.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <variant>

#include "core/errors.hpp"
#include "core/registry.hpp"
#include "experiments/text/document.hpp"
#include "experiments/text/section.hpp"
#include "experiments/text/value.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

template <class Value>
bool differs(const std::vector<Value>& values, std::span<const std::size_t> points) {
  return std::any_of(points.begin(), points.end(),
                     [&](std::size_t point) { return values[point] != values[points.front()]; });
}

/// Does a factor have at a point the value that a text says?
bool has_value(const Factor& factor, std::size_t point, const std::string& text) {
  if (const auto* names = std::get_if<std::vector<std::string>>(&factor.values)) {
    return (*names)[point] == text;
  }
  const auto number = number_from<double>(text);
  return number && (std::get<std::vector<double>>(factor.values)[point] == *number ||
                    value_text(factor, point) == text);
}

/// The different values of a factor, in the order of its points.
std::string values_of(const Factor& factor, std::span<const std::size_t> points) {
  constexpr std::size_t most = 12;
  std::vector<std::string> values;
  for (const std::size_t point : points) {
    const std::string text = value_text(factor, point);
    if (std::find(values.begin(), values.end(), text) == values.end()) values.push_back(text);
    if (values.size() > most) {
      values.back() = "...";
      break;
    }
  }
  return fmt::format("{}", fmt::join(values, ", "));
}

/// The key of the factor that the study calls [design.factors.NAME].
std::optional<std::string> key_called(const ResultsFile& file, const std::string& name) {
  ConfigDocument study =
      ConfigDocument::parse(file.description().study, file.path().string() + ": study");
  for (const NamedSection& factor : study.root().table("design", "").named_tables("factors", "")) {
    if (factor.name != name) continue;
    return config::dotted(config::parse_key_path(factor.section.text("key", name, ""), name));
  }
  return std::nullopt;
}

const Factor* factor_with_key(const ResultsFile& file, const std::string& key) {
  for (const Factor& factor : file.factors()) {
    if (factor.name == key) return &factor;
  }
  return nullptr;
}

}  // namespace

std::vector<const Factor*> varied_factors(const ResultsFile& file,
                                          std::span<const std::size_t> points) {
  std::vector<const Factor*> varied;
  for (const Factor& factor : file.factors()) {
    const bool varies =
        std::visit([&](const auto& values) { return differs(values, points); }, factor.values);
    if (varies) varied.push_back(&factor);
  }
  return varied;
}

std::string value_text(const Factor& factor, std::size_t point) {
  if (const auto* names = std::get_if<std::vector<std::string>>(&factor.values)) {
    return (*names)[point];
  }
  const auto& numbers = std::get<std::vector<double>>(factor.values);
  const double number = numbers[point];
  // Rounding keeps the order, so a text that differs from those of the neighbours is the only one.
  double below = number;
  double above = number;
  for (const double other : numbers) {
    if (other < number && (below == number || other > below)) below = other;
    if (other > number && (above == number || other < above)) above = other;
  }
  const auto has_text = [&](double other, const std::string& text, int digits) {
    return other != number && fmt::format("{:.{}g}", other, digits) == text;
  };
  for (int digits = 4; digits < std::numeric_limits<double>::max_digits10; ++digits) {
    std::string text = fmt::format("{:.{}g}", number, digits);
    if (!has_text(below, text, digits) && !has_text(above, text, digits)) return text;
  }
  return fmt::format("{}", number);
}

std::string values_text(std::span<const Factor* const> factors, std::size_t point) {
  std::string text;
  for (const Factor* factor : factors) {
    text += (text.empty() ? "" : ", ") + value_text(*factor, point);
  }
  return text;
}

std::vector<std::size_t> points_where(const ResultsFile& file, std::span<const std::size_t> points,
                                      std::span<const std::string> conditions) {
  std::vector<std::size_t> left(points.begin(), points.end());
  for (const std::string& condition : conditions) {
    const auto equals = condition.find('=');
    if (equals == std::string::npos) {
      throw InputError("--where " + condition + ": has no '='; write FACTOR=VALUE");
    }
    const Factor& factor = factor_of(file, condition.substr(0, equals), "--where " + condition);
    const std::string value = condition.substr(equals + 1);
    const std::vector<std::size_t> before = left;
    std::erase_if(left, [&](std::size_t point) { return !has_value(factor, point, value); });
    if (left.empty()) {
      throw InputError(fmt::format("--where {}: there is no such point; {} has the values {}",
                                   condition, factor.name, values_of(factor, before)));
    }
  }
  return left;
}

const Factor& factor_of(const ResultsFile& file, const std::string& name,
                        const std::string& option) {
  if (const Factor* factor = factor_with_key(file, name)) return *factor;
  if (const auto key = key_called(file, name)) {
    if (const Factor* factor = factor_with_key(file, *key)) return *factor;
  }
  std::vector<std::string> names;
  for (const Factor& factor : file.factors()) names.push_back(factor.name);
  throw InputError(names.empty()
                       ? fmt::format("{}: the study has no factors", option)
                       : fmt::format("{}: there is no factor '{}'{}; there are {}", option, name,
                                     did_you_mean(name, names), fmt::join(names, ", ")));
}

std::string point_sentence(const ResultsFile& file, std::size_t point) {
  if (file.points() == 1) return "";
  return fmt::format(" Point {}: {}.", point, point_label(file.factors(), point));
}

}  // namespace bacelab
