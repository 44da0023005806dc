#include "analysis/reporting/records.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

#include "experiments/text/csv_reading.hpp"

namespace bacelab {
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
    out << separator;
    if (!text.empty()) out << csv_field(text);
    separator = ",";
  }
  out << '\n';
}

namespace {

using Json = nlohmann::ordered_json;

Json null_if_empty(const std::string& reason) {
  return reason.empty() ? Json(nullptr) : Json(reason);
}

}  // namespace

nlohmann::ordered_json json_of(const ValueOrReason<double>& quantity) {
  Json object;
  object["value"] = quantity.has_value() ? Json(quantity.value()) : Json(nullptr);
  object["reason"] = null_if_empty(quantity.reason());
  return object;
}

nlohmann::ordered_json json_of(const Estimate& estimate) {
  const bool has_interval = estimate.interval.has_value();
  Json object;
  object["value"] = estimate.value.has_value() ? Json(estimate.value.value()) : Json(nullptr);
  object["lower"] = has_interval ? Json(estimate.interval.value().lower) : Json(nullptr);
  object["upper"] = has_interval ? Json(estimate.interval.value().upper) : Json(nullptr);
  object["reason"] = null_if_empty(estimate.interval.reason());
  return object;
}

}  // namespace bacelab
