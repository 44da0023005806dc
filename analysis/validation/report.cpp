#include "analysis/validation/report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <utility>

#include "analysis/reporting/numbers.hpp"
#include "analysis/reporting/records.hpp"
#include "experiments/text/table.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

std::string signed_percent_text(double fraction) {
  const std::string text = fmt::format("{:+.1f}", 100.0 * fraction);
  return text == "-0.0" || text == "+0.0" ? "0.0" : text;
}

std::size_t groups_of(const StepTimes& table) {
  return static_cast<std::size_t>(std::count_if(table.rows.begin(), table.rows.end(),
                                                [](const StepTime& row) { return row.is_fitted; }));
}

void write_validation_title(std::ostream& out, const Validation& validation, std::size_t width) {
  const std::size_t groups = groups_of(validation.table);
  write_wrapped(out,
                fmt::format("{}: {} predicted, {} fitted (one a group)", validation.table.file,
                            counted(validation.table.rows.size() - groups, "step time"), groups),
                width);
}

/// The texts of a summary as one cell; nothing is "-".
std::string cell_of(const std::vector<std::string>& texts) {
  std::string cell;
  for (const std::string& text : texts) {
    if (!cell.empty()) cell += ", ";
    cell += text.empty() ? "-" : text;
  }
  return cell;
}

}  // namespace

void write_table(std::ostream& out, const Validation& validation, std::size_t width) {
  write_validation_title(out, validation, width);
  for (const ErrorTable& errors : validation.errors) {
    out << '\n';
    TextTable table({fmt::format("{}", fmt::join(errors.columns, ", ")), "rows", "mean |error| [%]",
                     "largest [%]", "bias [%]"});
    for (const ErrorSummary& summary : errors.summaries) {
      table.add_row({cell_of(summary.texts), fmt::format("{}", summary.rows),
                     fmt::format("{:.1f}", 100.0 * summary.mean_absolute),
                     signed_percent_text(summary.largest), signed_percent_text(summary.bias)});
    }
    table.write(out, width);
  }
  out << '\n';
  write_wrapped(out,
                "Error: predicted / measured - 1. Largest: the one farthest from zero. Bias: "
                "the mean of the errors.",
                width);
}

void write_rows(std::ostream& out, const Validation& validation, std::size_t width) {
  const StepTimes& steps = validation.table;
  write_validation_title(out, validation, width);
  out << '\n';
  TextTable table({"line", "schedule", "stages", "M", "Gbit/s", "delay [ms]", "measured [s]",
                   "predicted [s]", "error [%]"});
  for (std::size_t i = 0; i < steps.rows.size(); ++i) {
    const StepTime& row = steps.rows[i];
    const Prediction& one = validation.predictions[i];
    table.add_row({fmt::format("{}", row.line), std::string(name_of(row.schedule)),
                   fmt::format("{}", row.stages), fmt::format("{}", row.micro_batches),
                   row.link ? number_text(row.link->bit_per_s / 1e9) : "-",
                   row.link ? number_text(row.link->delay_s * 1e3) : "-", number_text(row.seconds),
                   number_text(one.predicted_s),
                   row.is_fitted ? "fitted" : signed_percent_text(one.error)});
  }
  table.write(out, width);
}

void write_csv(std::ostream& out, const Validation& validation) {
  std::vector<std::string> titles = validation.table.columns;
  for (const char* title : {"constant_s", "predicted_s", "error"}) titles.emplace_back(title);
  write_csv_line(out, titles);
  for (std::size_t i = 0; i < validation.table.rows.size(); ++i) {
    std::vector<std::string> texts = validation.table.rows[i].texts;
    const Prediction& one = validation.predictions[i];
    for (const double number : {one.constant_s, one.predicted_s, one.error}) {
      texts.push_back(fmt::format("{}", number));
    }
    write_csv_line(out, texts);
  }
}

namespace {

nlohmann::ordered_json fields_of(const std::vector<std::string>& columns,
                                 const std::vector<std::string>& texts) {
  auto object = nlohmann::ordered_json::object();
  for (std::size_t i = 0; i < columns.size(); ++i) object[columns[i]] = texts[i];
  return object;
}

nlohmann::ordered_json json_of(const ErrorTable& errors) {
  auto list = nlohmann::ordered_json::array();
  for (const ErrorSummary& summary : errors.summaries) {
    nlohmann::ordered_json object;
    object["of"] = fields_of(errors.columns, summary.texts);
    object["rows"] = summary.rows;
    object["mean_absolute_error"] = summary.mean_absolute;
    object["largest_error"] = summary.largest;
    object["bias"] = summary.bias;
    list.push_back(std::move(object));
  }
  return list;
}

}  // namespace

nlohmann::ordered_json to_json(const Validation& validation) {
  nlohmann::ordered_json object;
  object["file"] = validation.table.file;
  object["groups"] = groups_of(validation.table);
  object["errors"] = nlohmann::ordered_json::array();
  for (const ErrorTable& errors : validation.errors) object["errors"].push_back(json_of(errors));
  object["rows"] = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < validation.table.rows.size(); ++i) {
    const Prediction& one = validation.predictions[i];
    nlohmann::ordered_json row;
    row["line"] = validation.table.rows[i].line;
    row["fields"] = fields_of(validation.table.columns, validation.table.rows[i].texts);
    row["constant_s"] = one.constant_s;
    row["predicted_s"] = one.predicted_s;
    row["error"] = one.error;
    object["rows"].push_back(std::move(row));
  }
  return object;
}

}  // namespace bacelab
