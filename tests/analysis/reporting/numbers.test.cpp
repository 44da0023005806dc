#include "analysis/reporting/numbers.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

TEST_CASE("long times are shown in hours", "[comparison]") {
  CHECK(display_unit("s", 7199.0).name == "s");
  CHECK(display_unit("s", 7199.0).divisor == 1.0);
  CHECK(display_unit("s", 7200.0).name == "h");
  CHECK(display_unit("s", 7200.0).divisor == 3600.0);
  CHECK(display_unit("GPU s", 1e6).name == "GPU h");
}

TEST_CASE("other units stay as they are", "[comparison]") {
  CHECK(display_unit("USD", 1e6).name == "USD");
  CHECK(display_unit("jobs", 1e6).name == "jobs");
  CHECK(display_unit("B", 1e9).name == "GB");
}

TEST_CASE("pure numbers have no unit to show", "[comparison]") {
  CHECK(display_unit("1", 0.5).bracketed().empty());
  CHECK(display_unit("s", 1.0).bracketed() == " [s]");
}

TEST_CASE("numbers have four digits and no needless exponent", "[comparison]") {
  CHECK(number_text(12.3456) == "12.35");
  CHECK(number_text(-0.00123456) == "-0.001235");
  CHECK(number_text(123456.7) == "123457");
  CHECK(number_text(0.0) == "0");
  CHECK(number_text(0.000123456) == "1.23e-04");
  CHECK(number_text(12345678.0) == "1.23e+07");
}

TEST_CASE("an interval has as many decimals as its largest number", "[comparison]") {
  CHECK(estimate_text({2.86, Interval{-0.0123, 5.7}}, 1.0) == "2.860 [-0.012, 5.700]");
  CHECK(estimate_text({7200.0, Interval{3600.0, 10800.0}}, 3600.0) == "2.000 [1.000, 3.000]");
  CHECK(estimate_text({0.0, Interval{-1e-9, 2e-9}}, 1.0) == "0 [-1.00e-09, 2.00e-09]");
  CHECK(estimate_text({10.0, Interval{-0.001, 20.0}}, 1.0) == "10.00 [0.00, 20.00]");
}

TEST_CASE("what is missing is a dash", "[comparison]") {
  CHECK(estimate_text({2.86, Undefined{"one pair"}}, 1.0) == "2.860");
  CHECK(estimate_text(Estimate::undefined("no pairs"), 1.0) == "-");
  CHECK(percent_text(Estimate::undefined("no pairs")) == "-");
  CHECK(p_value_text(Undefined{"no pairs"}) == "-");
  CHECK(factor_text(Undefined{"no pairs"}) == "-");
}

TEST_CASE("percentages have one decimal", "[comparison]") {
  CHECK(percent_text({0.2318, Interval{0.2012, 0.2631}}) == "23.2 [20.1, 26.3]");
  CHECK(percent_text({-0.0001, Interval{-0.0002, 150.0}}) == "0.0 [0.0, 1.5e+04]");
  CHECK(confidence_text(0.95) == "95 %");
  CHECK(confidence_text(0.999) == "99.9 %");
}

TEST_CASE("numbers of the order of 1 have three decimals", "[comparison]") {
  CHECK(three_decimals_text({0.31249, Interval{-0.0004, 1.32351}}) == "0.312 [0.000, 1.324]");
  CHECK(three_decimals_text({-0.0004, Undefined{"one scramble"}}) == "0.000");
  CHECK(three_decimals_text({-12.5, Interval{-13.0, -12.0}}) == "-12.500 [-13.000, -12.000]");
  CHECK(three_decimals_text(Estimate::undefined("no scramble")) == "-");
}

TEST_CASE("small p-values and large factors are short", "[comparison]") {
  CHECK(p_value_text(0.00099) == "<0.001");
  CHECK(p_value_text(0.0421) == "0.042");
  CHECK(factor_text(12.34) == "12.3");
  CHECK(factor_text(1e31) == "1.0e+31");
}

}  // namespace bacelab
