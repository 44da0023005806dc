#include "analysis/matching/targets.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "core/errors.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

using Catch::Contains;

const std::string source = "source = 's'\n";

std::vector<Target> targets_in(const std::string& text) {
  auto document = ConfigDocument::parse(text, "targets.toml");
  return read_targets(document);
}

Target target_of(const std::string& keys) {
  return targets_in("[targets.t]\n" + source + keys).at(0);
}

TEST_CASE("targets: a value, and several outputs in one range", "[matching]") {
  const Target value = target_of(
      "output = 'overhead(jct_mean, lcf)'\ncase = 'a'\nvalue = 0.279\ntolerance = 0.01\n");
  CHECK(value.low == 0.279);
  CHECK(value.high == 0.279);
  CHECK(value.discrepancy == 0.0);
  CHECK_FALSE(value.worlds);
  CHECK(value.contrast == CaseContrast::none);
  CHECK(value.is_relative(value.outputs[0]));
  const Target range = target_of(
      "outputs = ['cost', 'mean(cost, lcf)']\nlow = 1\nhigh = 2\ntolerance = 0.1\n"
      "discrepancy = 0.2\nworlds = 1\ncase = 'a'\nminus_case = 'b'\n");
  CHECK(range.outputs.size() == 2);
  CHECK(range.high == 2);
  CHECK(range.worlds == 1.0);
  CHECK(range.other_case == "b");
  CHECK(range.contrast == CaseContrast::difference);
  CHECK_FALSE(range.is_relative(range.outputs[0]));
}

TEST_CASE("targets: what is wrong is refused where it stands", "[matching]") {
  const auto refused = [](const std::string& keys, const std::string& words) {
    INFO(keys);
    CHECK_THAT(message_of([&] { target_of(keys); }), Contains(words));
  };
  const std::string good = "output = 'cost'\nvalue = 1\ntolerance = 1\n";
  refused("value = 1\ntolerance = 1", "about one output or several");
  refused(good + "outputs = ['cost']", "about one output or several");
  refused("output = 'ratio(cost, lcf)'\nvalue = 1\ntolerance = 1",
          "targets.toml:3: targets.t.output 'ratio(cost, lcf)': there is no form 'ratio'");
  refused("output = 'cost'\ntolerance = 1", "a value, or a range with both ends");
  refused(good + "low = 1\nhigh = 2", "a value, or a range with both ends");
  refused("output = 'cost'\nlow = 1\ntolerance = 1", "a value, or a range with both ends");
  refused("output = 'cost'\nlow = 2\nhigh = 1\ntolerance = 1", "below low");
  refused("output = 'cost'\nvalue = 1", "tolerance: is missing");
  refused("output = 'cost'\nvalue = 1\ntolerance = 0", "all points would be ruled out");
  refused("output = 'cost'\nvalue = 1\ntolerance = -1", "a number >= 0");
  refused(good + "over_case = 'a'\nminus_case = 'b'", "over_case or minus_case");
  refused(good + "tolerence = 1", "did you mean 'tolerance'");
  CHECK_THAT(
      message_of([] { targets_in("[targets.t]\noutput = 'cost'\nvalue = 1\ntolerance = 1"); }),
      Contains("source: is missing"));
  CHECK_THAT(message_of([] { targets_in(""); }), Contains("no published figures"));
  CHECK_THAT(message_of([] { targets_in("[target.t]\n"); }), Contains("did you mean 'targets'"));
}

}  // namespace
}  // namespace bacelab
