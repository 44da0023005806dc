#include "app/report/inline_svg.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

TEST_CASE("svg: a drawing becomes a part of a page", "[report]") {
  const std::string drawing =
      "<?xml version=\"1.0\"?>\n<svg \n width=\"40\" height=\"30\"\n viewBox=\"0 0 40 30\"\n>\n"
      "<title>Gnuplot</title>\n<rect x=\"0\" y=\"0\" width=\"40\" height=\"30\" "
      "fill=\"#ffffff\"/>\n<defs>\n\t<circle id='gpPt5' r='1'/>\n</defs>\n"
      "<g fill=\"none\" color=\"black\">\n</g>\n"
      "<g fill=\"none\" color=\"black\">\n\t<use xlink:href='#gpPt5' "
      "color='rgb(  0, 114, 178)'/></g>\n</svg>\n";
  CHECK(inline_svg(drawing, "f2", "a < b") ==
        "<svg viewBox=\"0 0 40 30\" style=\"--width:40px\" role=\"img\" "
        "aria-label=\"a &lt; b\">\n<defs>\n<circle id='f2-gpPt5' r='1'/>\n</defs>\n"
        "<g fill=\"none\" color=\"currentColor\">\n<use href='#f2-gpPt5' "
        "color='var(--blue)'/></g>\n</svg>\n");
}

}  // namespace bacelab
