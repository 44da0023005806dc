#include "app/report/inline_svg.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "app/report/html.hpp"

namespace bacelab {
namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

/// Removes everything from `begin` to the end of the next `end`, wherever it occurs.
void remove_all(std::string& text, std::string_view begin, std::string_view end) {
  for (auto at = text.find(begin); at != std::string::npos; at = text.find(begin, at)) {
    const auto last = text.find(end, at + begin.size());
    if (last == std::string::npos) return;
    text.erase(at, last + end.size() - at);
  }
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

/// Without indentation and groups that have nothing.
std::string without_empty_groups(std::string_view text) {
  std::vector<std::string_view> kept;
  for (std::string_view line : lines_of(text)) {
    const auto begin = line.find_first_not_of(" \t");
    if (begin == std::string_view::npos) continue;
    line.remove_prefix(begin);
    const bool ends_empty = line == "</g>" && !kept.empty() && kept.back().starts_with("<g ") &&
                            kept.back().find('>') == kept.back().size() - 1;
    if (ends_empty) {
      kept.pop_back();
    } else {
      kept.push_back(line);
    }
  }
  std::string result;
  for (const std::string_view line : kept) result.append(line).append("\n");
  return result;
}

/// The value of an attribute of the first element that has it.
std::string attribute_of(const std::string& text, const std::string& name) {
  const std::string key = " " + name + "=\"";
  const auto begin = text.find(key);
  if (begin == std::string::npos) return "";
  const auto end = text.find('"', begin + key.size());
  return text.substr(begin + key.size(), end - begin - key.size());
}

/// The colours of figures that would not be seen on a dark page.
constexpr auto colours = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"\"black\"", "\"currentColor\""},
    {"'black'", "'currentColor'"},
    {"\"#FFFFFF\"", "\"var(--paper)\""},
    {"rgb(255, 255, 255)", "var(--paper)"},
    {"rgb(224, 224, 224)", "var(--grid)"},
    {"rgb(112, 112, 112)", "var(--quiet)"},
    {"rgb( 64,  64,  64)", "var(--quiet)"},
    {"rgb(  0, 114, 178)", "var(--blue)"},
    {"rgb(213,  94,   0)", "var(--vermilion)"},
    {"rgb(  0, 158, 115)", "var(--green)"},
    {"rgb(204, 121, 167)", "var(--purple)"},
    {"rgb(  0,   0,   0)", "currentColor"},
    {"rgb(230, 159,   0)", "var(--orange)"},
    {"rgb( 86, 180, 233)", "var(--sky)"},
    {"rgb(140, 140, 140)", "var(--grey)"},
});

}  // namespace

std::string inline_svg(const std::string& drawing, const std::string& prefix,
                       const std::string& label) {
  const auto root = drawing.find("<svg");
  const auto inside = drawing.find('>', root);
  const std::string box = attribute_of(drawing.substr(0, inside), "viewBox");
  const std::string width = attribute_of(drawing.substr(0, inside), "width");
  std::string text = drawing.substr(inside + 1);
  remove_all(text, "<title>", "</title>");
  remove_all(text, "<desc>", "</desc>");
  remove_all(text, "<filter", "</filter>");
  const auto background = text.find("<rect x=\"0\" y=\"0\"");
  if (background != std::string::npos) {
    text.erase(background, text.find("/>", background) + 2 - background);
  }
  text = without_empty_groups(text);
  for (const std::string_view quote : {"\"", "'"}) {
    replace_all(text, fmt::format(" id={}", quote), fmt::format(" id={}{}-", quote, prefix));
    replace_all(text, fmt::format("xlink:href={}#", quote),
                fmt::format("href={}#{}-", quote, prefix));
  }
  replace_all(text, "url(#", fmt::format("url(#{}-", prefix));
  for (const auto& [from, to] : colours) replace_all(text, from, to);
  return fmt::format("<svg viewBox=\"{}\" style=\"--width:{}px\" role=\"img\" aria-label=\"{}\">\n",
                     box, width, escaped(label)) +
         text;
}

}  // namespace bacelab
