#include "analysis/comparison/csv_writer.hpp"

#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "analysis/comparison/remarks.hpp"

namespace bacelab {
namespace {

/// One row, as titles with their texts, so that no text can slip under another's title.
class Record {
 public:
  void add(const std::string& title, const std::string& text) {
    titles_.push_back(title);
    texts_.push_back(text);
  }
  void add(const std::string& title, double number) { add(title, fmt::format("{}", number)); }
  void add(const std::string& title, std::size_t count) { add(title, fmt::format("{}", count)); }
  void add_flag(const std::string& title, bool flag) { add(title, flag ? "true" : "false"); }

  void add(const std::string& title, const ValueOrReason<double>& quantity) {
    quantity.has_value() ? add(title, quantity.value()) : add(title, std::string());
  }

  void add(const std::string& title, const Estimate& estimate) {
    add(title, estimate.value);
    const bool has_interval = estimate.interval.has_value();
    add(title + "_lower", has_interval ? fmt::format("{}", estimate.interval.value().lower) : "");
    add(title + "_upper", has_interval ? fmt::format("{}", estimate.interval.value().upper) : "");
  }

  [[nodiscard]] const std::vector<std::string>& titles() const { return titles_; }
  [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }

 private:
  std::vector<std::string> titles_;
  std::vector<std::string> texts_;
};

std::string quoted_if_needed(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string joined(const std::vector<std::string>& texts, const std::string& separator) {
  return fmt::format("{}", fmt::join(texts, separator));
}

std::string names_of(const std::vector<WorstWorld>& worlds) {
  std::vector<std::string> names;
  for (const auto& world : worlds) names.push_back(world.replication);
  return joined(names, ";");
}

void add_common(Record& record, const Comparison& comparison) {
  record.add("point", comparison.point);
  record.add("metric", comparison.metric);
  record.add("unit", comparison.unit);
  record.add_flag("smaller_is_better", comparison.direction == Direction::smaller_is_better);
  record.add("policy", comparison.policy);
  record.add("pairs", comparison.pairs);
  record.add("confidence", comparison.confidence);
  record.add_flag("optimistic", comparison.optimistic);
  record.add("family_size", comparison.baselines.size());
  record.add("policy_mean", comparison.policy_mean);
}

Record record_of(const Comparison& comparison, const BaselineComparison& row) {
  Record record;
  add_common(record, comparison);
  record.add("baseline", row.baseline);
  record.add("baseline_mean", row.baseline_mean);
  record.add("difference", row.difference);
  record.add("overhead", row.overhead);
  record.add("reduction", row.reduction);
  record.add("p_value", row.p_value);
  record.add("p_holm", row.p_holm);
  record.add("wins", row.better.wins);
  record.add("ties", row.better.ties);
  record.add("losses", row.better.losses);
  record.add("probability_better", row.better.probability);
  record.add("variance_reduction", row.variance_reduction);
  record.add("worst_worlds", names_of(row.worst_worlds));
  record.add("remarks", joined(remarks(row), "; "));
  return record;
}

void write_line(std::ostream& out, const std::vector<std::string>& texts) {
  std::vector<std::string> fields;
  for (const auto& text : texts) fields.push_back(quoted_if_needed(text));
  out << joined(fields, ",") << '\n';
}

/// The titles of a row, which don't depend on what is in it.
std::vector<std::string> titles() { return record_of(Comparison{}, BaselineComparison{}).titles(); }

}  // namespace

void write_csv(std::ostream& out, std::span<const Comparison> comparisons) {
  write_line(out, titles());
  for (const Comparison& comparison : comparisons) {
    for (const BaselineComparison& row : comparison.baselines) {
      write_line(out, record_of(comparison, row).texts());
    }
  }
}

}  // namespace bacelab
