#include "app/report/html.hpp"

#include <fmt/format.h>

namespace bacelab {

std::string escaped(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        // Other control characters are not allowed in HTML.
        result += static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\t' ? '?' : c;
    }
  }
  return result;
}

std::string script_text(std::string json) {
  for (std::size_t at = json.find('<'); at != std::string::npos; at = json.find('<', at)) {
    json.replace(at, 1, "\\u003c");
  }
  return json;
}

std::string cell_of(const Estimate& estimate, const std::string& text) {
  if (!estimate.value.has_value()) return cell_of(estimate.value, text);
  if (!estimate.interval.has_value()) {
    return fmt::format("<td class=\"number\" data-value=\"{}\" title=\"{}\">{}</td>",
                       estimate.value.value(), escaped(estimate.interval.reason()), text);
  }
  const Interval& interval = estimate.interval.value();
  const auto bracket = text.find(" [");
  return fmt::format(
      "<td class=\"number\" data-value=\"{}\" data-lower=\"{}\" data-upper=\"{}\">{}<span "
      "class=\"interval\">{}</span></td>",
      estimate.value.value(), interval.lower, interval.upper, text.substr(0, bracket),
      bracket == std::string::npos ? "" : text.substr(bracket));
}

std::string cell_of(const ValueOrReason<double>& value, const std::string& text) {
  if (!value.has_value()) {
    return fmt::format("<td class=\"number\" title=\"{}\">-</td>", escaped(value.reason()));
  }
  return fmt::format("<td class=\"number\" data-value=\"{}\">{}</td>", value.value(),
                     escaped(text));
}

std::string text_cell(std::string_view text) { return "<td>" + escaped(text) + "</td>"; }

std::string row_heading(std::string_view text) {
  return "<th scope=\"row\">" + escaped(text) + "</th>";
}

std::string column_heading(std::string_view text, ColumnKind kind) {
  return fmt::format("<th scope=\"col\"{}>{}</th>",
                     kind == ColumnKind::number ? " class=\"number\"" : "", escaped(text));
}

std::string section_of(std::string_view name, std::string_view title, const std::string& content) {
  return fmt::format("<section id=\"{}\">\n<h2>{}</h2>\n{}</section>\n", name, escaped(title),
                     content);
}

std::string folded(std::string_view summary, const std::string& content) {
  return fmt::format("<details><summary>{}</summary>\n{}</details>\n", escaped(summary), content);
}

std::string command_block(std::string_view command) {
  return "<pre class=\"command\">" + escaped(command) + "</pre>\n";
}

std::string paragraph(std::string_view text, std::string_view style) {
  std::string content = escaped(text);
  bool is_code = false;
  for (auto at = content.find('`'); at != std::string::npos; at = content.find('`', at)) {
    is_code = !is_code;
    content.replace(at, 1, is_code ? "<code>" : "</code>");
  }
  if (is_code) content += "</code>";
  if (style.empty()) return "<p>" + content + "</p>\n";
  return fmt::format("<p class=\"{}\">{}</p>\n", style, content);
}

}  // namespace bacelab
