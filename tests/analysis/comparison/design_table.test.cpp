#include "analysis/comparison/design_table.hpp"

#include <catch2/catch.hpp>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace bacelab {
namespace {

CellTable table_of(std::vector<std::string> titles, std::vector<std::string> cells) {
  CellTable table;
  table.title = "What it shows";
  table.titles = std::move(titles);
  table.rows = {std::move(cells)};
  return table;
}

TEST_CASE("LaTeX gets a backslash before what would mean something else", "[comparison]") {
  std::ostringstream out;
  write_latex(out, table_of({"a_b", "[%]"}, {"x&y#$", "{~^\\}"}));
  CHECK(out.str() ==
        "% What it shows.\n\\begin{tabular}{lr}\n\\hline\na\\_b & [\\%] \\\\\n\\hline\n"
        "x\\&y\\#\\$ & \\{\\~{}\\^{}\\textbackslash{}\\} \\\\\n\\hline\n\\end{tabular}\n");
}

TEST_CASE("LaTeX has signs in mathematics", "[comparison]") {
  std::ostringstream out;
  write_latex(out, table_of({"cr-ldf", "p"}, {"-15.1 [-15.7, 2e-5]", "<0.001"}));
  const std::string text = out.str();
  CHECK(text.find("\ncr-ldf & p ") != std::string::npos);
  CHECK(text.find("\n$-$15.1 [$-$15.7, 2e-5] & $<$0.001 \\\\\n") != std::string::npos);
}

TEST_CASE("Markdown gets a backslash before a bar, a star and an underscore", "[comparison]") {
  std::ostringstream out;
  write_markdown(out, table_of({"a_b", "c"}, {"x|y", "*"}));
  CHECK(out.str() == "What it shows.\n\n| a\\_b | c |\n|---|--:|\n| x\\|y | \\* |\n\n");
}

TEST_CASE("Columns that don't fit stand below", "[comparison]") {
  std::ostringstream out;
  write_columns(out, table_of({"", "one", "two"}, {"name", "123456", "654321"}), 14);
  CHECK(out.str() == "         one\nname  123456\n\n         two\nname  654321\n");
}

TEST_CASE("A table of a design has a comparison for each point", "[comparison]") {
  CHECK_THROWS_AS(design_cells({}, {}, {}), std::invalid_argument);
  const std::vector<DesignPoint> points(2);
  const std::vector<Comparison> comparisons(1);
  CHECK_THROWS_AS(design_cells({}, points, comparisons), std::invalid_argument);
}

}  // namespace
}  // namespace bacelab
