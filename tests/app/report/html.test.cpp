#include "app/report/html.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

TEST_CASE("html: texts can't become elements, attributes or the end of a script", "[report]") {
  CHECK(escaped("<a href=\"x\">'&'") == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;");
  CHECK(escaped("a\x1b[1m\n") == "a?[1m\n");
  CHECK(script_text(R"(["</script><b>"])") == R"(["\u003c/script>\u003cb>"])");
}

TEST_CASE("html: what stands between backticks is code", "[report]") {
  CHECK(paragraph("a `b < c` d") == "<p>a <code>b &lt; c</code> d</p>\n");
  CHECK(paragraph("one ` alone", "note") == "<p class=\"note\">one <code> alone</code></p>\n");
}

TEST_CASE("html: a cell shows a rounded number and keeps the full one", "[report]") {
  const Estimate estimate = {0.0532, Interval{0.0441, 0.0623}};
  CHECK(cell_of(estimate, "5.3 [4.4, 6.2]") ==
        "<td class=\"number\" data-value=\"0.0532\" data-lower=\"0.0441\" data-upper=\"0.0623\">"
        "5.3<span class=\"interval\"> [4.4, 6.2]</span></td>");
  CHECK(cell_of(Estimate{1.0, Undefined{"one pair"}}, "1.000") ==
        "<td class=\"number\" data-value=\"1\" title=\"one pair\">1.000</td>");
  CHECK(cell_of(Estimate::undefined("a < b"), "-") ==
        "<td class=\"number\" title=\"a &lt; b\">-</td>");
}

}  // namespace bacelab
