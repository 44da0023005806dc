#include "analysis/comparison/csv_record.hpp"

#include <ostream>

#include <fmt/format.h>

namespace bacelab {
namespace {

std::string quoted_if_needed(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

void CsvRecord::add(const std::string& title, const std::string& text) {
  titles_.push_back(title);
  texts_.push_back(text);
}

void CsvRecord::add(const std::string& title, double number) {
  add(title, fmt::format("{}", number));
}

void CsvRecord::add(const std::string& title, std::size_t count) {
  add(title, fmt::format("{}", count));
}

void CsvRecord::add_flag(const std::string& title, bool flag) {
  add(title, std::string(flag ? "true" : "false"));
}

void CsvRecord::add(const std::string& title, const ValueOrReason<double>& quantity) {
  quantity.has_value() ? add(title, quantity.value()) : add(title, std::string());
}

void CsvRecord::add(const std::string& title, const Estimate& estimate) {
  add(title, estimate.value);
  const bool has_interval = estimate.interval.has_value();
  add(title + "_lower", has_interval ? fmt::format("{}", estimate.interval.value().lower) : "");
  add(title + "_upper", has_interval ? fmt::format("{}", estimate.interval.value().upper) : "");
}

void write_csv_line(std::ostream& out, const std::vector<std::string>& texts) {
  const char* separator = "";
  for (const std::string& text : texts) {
    out << separator << quoted_if_needed(text);
    separator = ",";
  }
  out << '\n';
}

}  // namespace bacelab
