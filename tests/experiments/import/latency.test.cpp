#include "experiments/import/latency.hpp"

#include <catch2/catch.hpp>

#include "tests/experiments/config/messages.hpp"

namespace bacelab {
namespace {

const std::vector<std::string> two = {"A=a", "B=b"};

Imported<MeasuredLinks> import(const std::string& text, const std::string& statistic) {
  TextSource source(text);
  return import_latency(source, "l.csv", RegionKeys::parse("--region", two, 2), statistic);
}

}  // namespace

TEST_CASE("import latency: the chosen statistic of the round-trip time", "[import]") {
  const std::string text = "src,dst,min_ms,avg_ms\na,b,10,11\nb,a,12,13\na,c,1,2\n";
  CHECK(import(text, "avg_ms").content.median(0, 1) == 11.0);
  CHECK(import(text, "min_ms").content.median(1, 0) == 12.0);
  CHECK(import(text, "avg_ms").notes.front() == "l.csv: read 3 rows");
  CHECK(message_of([&] { import(text, "mean_ms"); }) ==
        "l.csv: there is no column 'mean_ms' (did you mean 'min_ms'?); its columns are src, dst, "
        "min_ms, avg_ms");
}

}  // namespace bacelab
