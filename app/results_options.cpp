#include "app/results_options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <limits>
#include <numeric>

#include "core/errors.hpp"

namespace bacelab {
namespace {

constexpr double least_confidence = 0.5;
constexpr double most_confidence = 0.9999;

}  // namespace

CLI::Option* add_point(CLI::App& command, std::optional<std::int64_t>& point) {
  return command.add_option("--point", point, "Only this point of the design; default: all")
      ->type_name("I");
}

std::vector<std::size_t> points_of(const ResultsFile& file, std::optional<std::int64_t> point) {
  if (!point) {
    std::vector<std::size_t> all(file.points());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
  }
  if (*point >= 0 && *point < static_cast<std::int64_t>(file.points())) {
    return {static_cast<std::size_t>(*point)};
  }
  throw InputError(fmt::format("--point {}: there is no such point in {}; allowed: 0 to {}", *point,
                               file.path().string(), file.points() - 1));
}

void add_confidence(CLI::App& command, double& confidence) {
  command
      .add_option("--confidence", confidence,
                  fmt::format("Of each interval, {} to {}", least_confidence, most_confidence))
      ->type_name("P")
      ->capture_default_str();
}

void check_confidence(double confidence) {
  if (confidence >= least_confidence && confidence <= most_confidence) return;
  throw InputError(fmt::format("--confidence {}: allowed: {} to {}", confidence, least_confidence,
                               most_confidence));
}

std::string whole_number_problem(const std::string& word) {
  std::uint64_t number = 0;
  const char* const word_end = word.data() + word.size();
  const auto [end, error] = std::from_chars(word.data(), word_end, number);
  if (error == std::errc() && end == word_end) return "";
  return fmt::format("'{}' is no whole number from 0 to {}", word,
                     std::numeric_limits<std::uint64_t>::max());
}

}  // namespace bacelab
