#include "analysis/validation/errors.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace bacelab {
namespace {

/// The summary of rows with these texts; a new one, at the end, for the first.
ErrorSummary& summary_with(std::vector<ErrorSummary>& summaries, std::vector<std::string> texts) {
  const auto found =
      std::find_if(summaries.begin(), summaries.end(),
                   [&](const ErrorSummary& summary) { return summary.texts == texts; });
  if (found != summaries.end()) return *found;
  return summaries.emplace_back(ErrorSummary{std::move(texts)});
}

}  // namespace

ErrorTable errors_by(const StepTimes& table, std::span<const Prediction> predictions,
                     const std::vector<std::string>& columns, SummarizedRows which,
                     const std::string& option) {
  std::vector<std::size_t> places;
  for (const std::string& name : columns) places.push_back(table.column(name, option));
  ErrorTable by{columns, {}};
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const StepTime& row = table.rows[i];
    if (row.is_fitted || (which == SummarizedRows::with_link && !row.link)) continue;
    std::vector<std::string> texts;
    for (const std::size_t place : places) texts.push_back(row.texts[place]);
    ErrorSummary& summary = summary_with(by.summaries, std::move(texts));
    const double error = predictions[i].error;
    ++summary.rows;
    summary.mean_absolute += std::abs(error);
    summary.bias += error;
    if (std::abs(error) > std::abs(summary.largest)) summary.largest = error;
  }
  for (ErrorSummary& summary : by.summaries) {
    summary.mean_absolute /= static_cast<double>(summary.rows);
    summary.bias /= static_cast<double>(summary.rows);
  }
  return by;
}

}  // namespace bacelab
