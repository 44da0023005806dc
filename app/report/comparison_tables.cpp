#include "app/report/comparison_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/comparison/report.hpp"
#include "analysis/figures/points.hpp"
#include "analysis/reporting/numbers.hpp"
#include "app/cli/command_line.hpp"
#include "app/report/html.hpp"
#include "app/report/verdict.hpp"

namespace bacelab {
namespace {

double size_of(const Estimate& mean) {
  return mean.value.has_value() ? std::abs(mean.value.value()) : 0.0;
}

DisplayUnit unit_of_table(const Comparison& table) {
  double largest = size_of(table.policy_mean);
  for (const auto& row : table.baselines) largest = std::max(largest, size_of(row.baseline_mean));
  return display_unit(table.unit, largest);
}

std::string table_of(const std::string& attributes, const std::string& caption,
                     const std::string& head, const std::string& body) {
  return fmt::format(
      "<div class=\"wide\"><table class=\"sortable\"{}><caption>{}</caption>\n<thead><tr>{}</tr>"
      "</thead>\n<tbody>\n{}</tbody></table></div>\n",
      attributes, escaped(caption), head, body);
}

std::string heads(std::initializer_list<std::string> titles) {
  std::string text;
  for (const std::string& title : titles) {
    text += column_heading(title, text.empty() ? ColumnKind::text : ColumnKind::number);
  }
  return text;
}

std::string row_of(const BaselineComparison& row, const DisplayUnit& unit) {
  const auto mean = row.baseline_mean;
  return fmt::format("<tr data-baseline=\"{}\">", escaped(row.baseline)) +
         row_heading(row.baseline) + cell_of(mean, estimate_text(mean, unit.divisor)) +
         cell_of(row.difference, estimate_text(row.difference, unit.divisor)) +
         cell_of(row.overhead, percent_text(row.overhead)) +
         cell_of(row.reduction, percent_text(row.reduction)) +
         cell_of(row.better.probability, percent_text(row.better.probability)) +
         cell_of(row.p_value, p_value_text(row.p_value)) +
         cell_of(row.p_adjusted, p_value_text(row.p_adjusted)) +
         cell_of(row.best, percent_text(row.best)) + "</tr>\n";
}

std::string metric_table(const Comparison& table, const std::string& point) {
  const DisplayUnit unit = unit_of_table(table);
  const std::string better = table.direction == Direction::smaller_is_better ? "smaller" : "larger";
  const std::string head = heads(
      {"policy", "mean" + unit.bracketed(), "difference" + unit.bracketed(), "overhead [%]",
       "reduction [%]", "P(better) [%]", "p",
       fmt::format("p, {}", table.adjustment == Adjustment::none ? "not adjusted" : "adjusted"),
       "P(best) [%]"});
  std::string body = "<tr class=\"tested\">" + row_heading(table.policy) +
                     cell_of(table.policy_mean, estimate_text(table.policy_mean, unit.divisor)) +
                     "<td></td><td></td><td></td><td></td><td></td><td></td>" +
                     cell_of(table.policy_best, percent_text(table.policy_best)) + "</tr>\n";
  for (const auto& row : table.baselines) body += row_of(row, unit);
  std::string text =
      table_of(fmt::format(" data-metric=\"{}\" data-point=\"{}\" data-policy=\"{}\"",
                           escaped(table.metric), point, escaped(table.policy)),
               fmt::format("{} ({}){}, {} is better", name_of_metric(table.metric), table.metric,
                           unit.bracketed(), better),
               head, body);
  for (const std::string& remark : remarks(table)) text += paragraph(remark, "note");
  return fmt::format("<div data-metric=\"{}\">\n{}</div>\n", escaped(table.metric), text);
}

const char* class_of(Shown shown, Direction direction) {
  const bool smaller = direction == Direction::smaller_is_better;
  if (shown == Shown::less) return smaller ? "better" : "worse";
  if (shown == Shown::more) return smaller ? "worse" : "better";
  return "open";
}

/// The cell of a baseline at a point of a design.
std::string design_cell(const Comparison& table, const BaselineComparison& row) {
  std::string cell = cell_of(row.overhead, percent_text(row.overhead));
  const auto shown = shown_by(table, row);
  cell.insert(std::string("<td class=\"number").size(),
              fmt::format(" {}", class_of(shown, table.direction)));
  return cell.insert(3, fmt::format(" data-baseline=\"{}\"", escaped(row.baseline)));
}

std::string design_row(const ResultsFile& file, const ReportPoint& point, std::size_t metric,
                       std::size_t columns) {
  const std::size_t number = point.points.front();
  std::string text = fmt::format(
      "<tr data-point=\"{0}\"><th scope=\"row\" class=\"number\" "
      "data-value=\"{0}\">{0}</th>",
      number);
  for (const Factor& factor : file.factors()) {
    if (const auto* numbers = std::get_if<std::vector<double>>(&factor.values)) {
      text += fmt::format("<td class=\"number\" data-value=\"{}\">{}</td>", (*numbers)[number],
                          escaped(value_text(factor, number)));
    } else {
      text += text_cell(value_text(factor, number));
    }
  }
  if (point.comparisons.empty()) {
    return text + fmt::format("<td colspan=\"{}\">{}</td></tr>\n", columns, escaped(point.reason));
  }
  const Comparison& table = point.comparisons[metric];
  text += fmt::format("<td class=\"number\" data-value=\"{0}\">{0}</td>", table.pairs);
  for (const auto& row : table.baselines) text += design_cell(table, row);
  return text + "</tr>\n";
}

/// The file, and its point if it has several, as words of a command.
std::string named_point(const ResultsFile& file, const ReportPoint& point) {
  const std::string name = shell_word(file.path().filename().string());
  if (file.points() == 1) return name;
  return fmt::format("{} --point {}", name, point.points.front());
}

std::string replay_command(const ResultsFile& file, const ReportPoint& point,
                           const Comparison& table, const BaselineComparison& row,
                           const WorstWorld& world) {
  return fmt::format("bacelab simulate {} --replication {} --policy {} --policy {}",
                     named_point(file, point), world.replication, shell_word(table.policy),
                     shell_word(row.baseline));
}

/// For the first of the worst worlds of a table that has some.
std::string explain_command(const ResultsFile& file, const ReportPoint& point,
                            const Comparison& table) {
  const auto row = std::find_if(table.baselines.begin(), table.baselines.end(),
                                [](const auto& each) { return !each.worst_worlds.empty(); });
  return fmt::format("bacelab explain {} --replication {} --policy {} --against {}",
                     named_point(file, point), row->worst_worlds.front().replication,
                     shell_word(table.policy), shell_word(row->baseline));
}

std::string measure_row(const std::string& name, const Estimate& first, const Estimate& second,
                        const Estimate* third, double divisor, bool is_share) {
  const auto text = [&](const Estimate& estimate) {
    return is_share ? three_decimals_text(estimate) : estimate_text(estimate, divisor);
  };
  return "<tr>" + row_heading(name) + cell_of(first, text(first)) + cell_of(second, text(second)) +
         (third == nullptr ? "" : cell_of(*third, text(*third))) + "</tr>\n";
}

std::string sensitivity_table(const Sensitivity& found) {
  const std::string attributes = fmt::format(" data-output=\"{}\"", escaped(found.output));
  std::string body;
  if (found.sobol) {
    for (std::size_t i = 0; i < found.factors.size(); ++i) {
      body += measure_row(found.factors[i], found.sobol->first[i], found.sobol->total[i], nullptr,
                          1.0, true);
    }
    return table_of(attributes,
                    fmt::format("Sobol indices of {}: shares of its variance", found.output),
                    heads({"factor", "first order", "total"}), body);
  }
  double largest = 0.0;
  for (const MorrisMeasures& measures : *found.morris) {
    largest = std::max(largest, size_of(measures.mu_star));
  }
  const DisplayUnit unit = display_unit(found.unit, largest);
  for (std::size_t i = 0; i < found.factors.size(); ++i) {
    const MorrisMeasures& measures = (*found.morris)[i];
    body += measure_row(found.factors[i], measures.mu_star, measures.mu, &measures.sigma,
                        unit.divisor, false);
  }
  return table_of(attributes, fmt::format("Elementary effects on {}", found.output),
                  heads({"factor", "mu*" + unit.bracketed(), "mu" + unit.bracketed(),
                         "sigma" + unit.bracketed()}),
                  body);
}

}  // namespace

std::string comparison_tables(const ReportPoint& point) {
  std::string text;
  if (!point.reason.empty()) text += paragraph(point.reason, "warning");
  const std::string name = point.is_pooled() ? "pooled" : fmt::format("{}", point.points.front());
  for (const Comparison& table : point.comparisons) text += metric_table(table, name);
  return text;
}

std::string design_tables(const ResultsFile& file, const ReportContents& contents) {
  const ReportQuestion& question = contents.question;
  const std::size_t columns = question.selection.baselines.size() + 1;
  std::string text;
  for (std::size_t metric = 0; metric < question.metrics.size(); ++metric) {
    std::string head = column_heading("point", ColumnKind::number);
    for (const Factor& factor : file.factors()) {
      const bool is_number = std::holds_alternative<std::vector<double>>(factor.values);
      const std::string unit =
          factor.units.empty() || factor.units == "1" ? "" : fmt::format(" [{}]", factor.units);
      head += column_heading(factor.name + unit, is_number ? ColumnKind::number : ColumnKind::text);
    }
    head += column_heading("worlds", ColumnKind::number);
    for (const std::string& baseline : question.selection.baselines) {
      head += fmt::format("<th scope=\"col\" class=\"number\" data-baseline=\"{0}\">{0} [%]</th>",
                          escaped(baseline));
    }
    std::string body;
    for (const ReportPoint& point : contents.points) {
      body += design_row(file, point, metric, columns);
    }
    const std::string name = escaped(question.metrics[metric]);
    text +=
        fmt::format("<div data-metric=\"{}\">\n{}</div>\n", name,
                    table_of(fmt::format(" data-design=\"{}\"", name),
                             fmt::format("Overhead in {} of each baseline over {} at each point",
                                         question.metrics[metric], question.selection.policy),
                             head, body));
  }
  return text;
}

std::string worst_worlds(const ResultsFile& file, const ReportPoint& point) {
  std::string text;
  for (const Comparison& table : point.comparisons) {
    const DisplayUnit unit = unit_of_table(table);
    std::string body;
    for (const auto& row : table.baselines) {
      for (const WorstWorld& world : row.worst_worlds) {
        body += fmt::format("<tr data-baseline=\"{}\">", escaped(row.baseline)) +
                row_heading(row.baseline) +
                fmt::format("<td class=\"number\" data-value=\"{0}\">{0}</td>", world.replication) +
                cell_of(ValueOrReason(world.policy_value),
                        number_text(world.policy_value / unit.divisor)) +
                cell_of(ValueOrReason(world.baseline_value),
                        number_text(world.baseline_value / unit.divisor)) +
                "<td><code>" + escaped(replay_command(file, point, table, row, world)) +
                "</code></td></tr>\n";
      }
    }
    if (body.empty()) continue;
    std::string head = heads({"baseline", "replication", table.policy + unit.bracketed(),
                              "baseline" + unit.bracketed()}) +
                       column_heading("to see it again", ColumnKind::text);
    text += fmt::format(
        "<div data-metric=\"{}\">\n{}</div>\n", escaped(table.metric),
        table_of("", fmt::format("{}: worlds in which {} lost by most", table.metric, table.policy),
                 head, body) +
            paragraph("To see why: `" + explain_command(file, point, table) + "`", "note"));
  }
  return text;
}

std::string sensitivity_tables(const ReportContents& contents) {
  std::string text;
  for (const Sensitivity& found : contents.sensitivities) text += sensitivity_table(found);
  return text;
}

}  // namespace bacelab
