#include "mpi_runner/probe_findings.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>
#include <string>

namespace bacelab {

namespace {

ProbeFindings some_findings() {
  ProbeFindings findings;
  const Obstacle obstacle = {Limit::unlinked, -3, "big", 2, 12, true, 8, 7, "A - B", 0.1};
  findings.stuck = {{"lcf", 4, 1, 2, obstacle}, {"ldf", 1, 0, 0}};
  findings.failed = {{3, {1, 2, "mine", "ZeroDivisionError"}}, {1, {0, 5, "", "no world"}}};
  return findings;
}

}  // namespace

TEST_CASE("probe findings: what is packed is unpacked", "[probe]") {
  CHECK(unpack_findings(pack(some_findings())) == some_findings());
  CHECK(unpack_findings(pack(ProbeFindings())) == ProbeFindings());
}

TEST_CASE("probe findings: long messages are shortened", "[probe]") {
  ProbeFindings findings;
  findings.failed = {{1, {0, 0, "mine", std::string(1'000'000, 'x')}}};
  CHECK(pack(findings).size() < 5000);
  CHECK(unpack_findings(pack(findings)).failed[0].first.message.starts_with("xxx"));
}

TEST_CASE("probe findings: other bytes are refused", "[probe]") {
  auto bytes = pack(some_findings());
  bytes.pop_back();
  CHECK_THROWS_AS(unpack_findings(bytes), std::invalid_argument);
  bytes = pack(some_findings());
  bytes.push_back(std::byte{0});
  CHECK_THROWS_AS(unpack_findings(bytes), std::invalid_argument);
}

}  // namespace bacelab
