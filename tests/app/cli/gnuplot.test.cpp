#include "app/cli/gnuplot.hpp"

#include <catch2/catch.hpp>

#include "core/errors.hpp"

namespace bacelab {

TEST_CASE("gnuplot: texts are quoted as gnuplot reads them", "[gnuplot]") {
  CHECK(gnuplot_text("a \"b\" $c") == "'a \"b\" $c'");
  CHECK(gnuplot_text("Cote d'Azur") == "'Cote d''Azur'");
  CHECK(gnuplot_text("a\nplot x") == "'a plot x'");
}

TEST_CASE("gnuplot: a file that cannot be written is told before anything is drawn", "[gnuplot]") {
  CHECK_THROWS_WITH(draw_with_gnuplot("plot x", "/nowhere/figure.svg", ExistingFile::refuse),
                    Catch::Contains("/nowhere/figure.svg: cannot write it: No such file"));
}

}  // namespace bacelab
