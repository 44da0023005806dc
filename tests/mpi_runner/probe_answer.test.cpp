#include "mpi_runner/probe_answer.hpp"

#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <string>

namespace bacelab {

namespace {

using std::chrono::milliseconds;

/// A pipe that is written before it is read.
class AnswerPipe {
 public:
  AnswerPipe() { REQUIRE(pipe(ends_.data()) == 0); }
  ~AnswerPipe() {
    close(ends_[0]);
    end();
  }
  AnswerPipe(const AnswerPipe&) = delete;
  AnswerPipe& operator=(const AnswerPipe&) = delete;

  [[nodiscard]] int writer() const { return ends_[1]; }
  std::optional<ProbeResult> read(milliseconds limit = milliseconds(60'000)) const {
    return read_answer(ends_[0], limit);
  }
  void end() {
    if (ends_[1] >= 0) close(ends_[1]);
    ends_[1] = -1;
  }

 private:
  std::array<int, 2> ends_ = {-1, -1};
};

Probe some_probe() {
  Probe probe;
  probe.counts.worlds = 3;
  probe.counts.stuck = 2;
  probe.seconds = 0.5;
  return probe;
}

ProbeFindings stuck_of(const std::string& policy) {
  ProbeFindings findings;
  findings.stuck = {{policy, 2, 0, 1}};
  return findings;
}

}  // namespace

TEST_CASE("probe answer: the last findings count", "[probe]") {
  AnswerPipe pipe;
  write_numbers(pipe.writer(), some_probe());
  write_findings(pipe.writer(), stuck_of("first"));
  write_findings(pipe.writer(), stuck_of("second"));
  pipe.end();
  const auto answer = pipe.read();
  REQUIRE(answer);
  REQUIRE(answer->probe);
  CHECK(answer->probe->counts.worlds == 3);
  CHECK(answer->probe->counts.stuck == 2);
  CHECK(answer->probe->seconds == 0.5);
  CHECK(answer->probe->findings == stuck_of("second"));
}

TEST_CASE("probe answer: what is not finished in time leaves what was there before", "[probe]") {
  AnswerPipe pipe;
  write_numbers(pipe.writer(), some_probe());
  write_findings(pipe.writer(), stuck_of("first"));
  const std::size_t size = 1000;  // and only that of a part
  REQUIRE(write(pipe.writer(), &size, sizeof size) == sizeof size);
  const auto answer = pipe.read(milliseconds(20));
  REQUIRE(answer);
  REQUIRE(answer->probe);
  CHECK(answer->probe->findings == stuck_of("first"));
}

TEST_CASE("probe answer: a reason of any length instead of numbers", "[probe]") {
  for (const std::size_t length : {1, 80, 100}) {
    AnswerPipe pipe;
    write_why_not(pipe.writer(), std::string(length, 'x'));
    pipe.end();
    const auto answer = pipe.read();
    REQUIRE(answer);
    CHECK_FALSE(answer->probe);
    CHECK(answer->why_not == std::string(length, 'x'));
  }
}

TEST_CASE("probe answer: a failure after the numbers keeps them", "[probe]") {
  AnswerPipe pipe;
  write_numbers(pipe.writer(), some_probe());
  write_findings(pipe.writer(), stuck_of("first"));
  write_why_not(pipe.writer(), "failed: no memory");
  pipe.end();
  const auto answer = pipe.read();
  REQUIRE(answer);
  REQUIRE(answer->probe);
  CHECK(answer->probe->findings == stuck_of("first"));
}

TEST_CASE("probe answer: none from a process that wrote nothing", "[probe]") {
  AnswerPipe pipe;
  CHECK_FALSE(pipe.read(milliseconds(1)));
  pipe.end();
  CHECK_FALSE(pipe.read());
}

}  // namespace bacelab
