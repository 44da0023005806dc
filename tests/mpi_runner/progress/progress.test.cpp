#include "mpi_runner/progress/progress.hpp"
#include "experiments/text/words.hpp"

#include <catch2/catch.hpp>
#include <sstream>

namespace bacelab {
namespace {

using namespace std::chrono_literals;

constexpr Progress::Clock::time_point start{};

}  // namespace

TEST_CASE("progress: a log has a line now and then", "[progress]") {
  std::ostringstream out;
  Progress progress(out, ProgressStyle::log, 10000, 5, 0, start);
  progress.add(1000, start + 29s);
  CHECK(out.str().empty());
  progress.add(1000, start + 40s);
  CHECK(out.str() == "bacelab:  20 %  2,000 of 10,000 worlds  250 runs/s  2:40 left\n");
  progress.add(1000, start + 60s);
  CHECK(out.str().size() < 70);
  progress.add(2000, start + 70s);
  CHECK(out.str().ends_with("bacelab:  50 %  5,000 of 10,000 worlds  357 runs/s  1:10 left\n"));
  const std::string before_the_end = out.str();
  progress.end();
  CHECK(out.str() == before_the_end);
}

TEST_CASE("progress: a terminal has one line that is written over", "[progress]") {
  std::ostringstream out;
  Progress progress(out, ProgressStyle::terminal, 2000, 1, 0, start);
  progress.add(1, start + 100ms);
  CHECK(out.str().empty());
  progress.add(999, start + 1s);
  const std::string first = " 50 %  1,000 of 2,000 worlds  1,000 runs/s  0:01 left";
  CHECK(out.str() == '\r' + first);
  out.str("");
  progress.add(1000, start + 4s);
  // What was longer is wiped out.
  CHECK(out.str() == "\r100 %  2,000 of 2,000 worlds  500 runs/s  0:00 left  ");
  out.str("");
  progress.end();
  CHECK(out.str() == '\r' + std::string(51, ' ') + '\r');
  out.str("");
  progress.end();
  CHECK(out.str().empty());
}

TEST_CASE("progress: it never says 100 % before the end", "[progress]") {
  std::ostringstream out;
  Progress progress(out, ProgressStyle::log, 1000, 1, 0, start);
  progress.add(999, start + 1h);
  CHECK_THAT(out.str(), Catch::Contains(" 99 %") && !Catch::Contains("100 %"));
}

TEST_CASE("progress: without finished worlds there is no rate", "[progress]") {
  std::ostringstream out;
  Progress progress(out, ProgressStyle::log, 1000, 1, 0, start);
  progress.add(0, start + 1h);
  CHECK(out.str() == "bacelab:   0 %  0 of 1,000 worlds  0 runs/s  0:00 left\n");
}

TEST_CASE("progress: what was found is done but no part of the rate", "[progress]") {
  std::ostringstream out;
  Progress progress(out, ProgressStyle::log, 10000, 5, 6000, start);
  progress.add(1000, start + 40s);
  CHECK(out.str() == "bacelab:  70 %  7,000 of 10,000 worlds  125 runs/s  2:00 left\n");
}

TEST_CASE("progress: silent without a place to show it", "[progress]") {
  std::ostringstream out;
  Progress progress(out, ProgressStyle::none, 10, 1, 0, start);
  progress.add(10, start + 1h);
  progress.end();
  CHECK(out.str().empty());
}

}  // namespace bacelab
