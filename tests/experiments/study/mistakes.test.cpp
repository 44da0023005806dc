// A study with several mistakes is told all of them, and nothing that only follows from one.
#include "experiments/study/mistakes.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/experiments/study/study_texts.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;
using Messages = std::vector<std::string>;

Mistakes mistakes_in(const std::string& text, const std::vector<std::string>& settings = {}) {
  ConfigDocument document = ConfigDocument::parse(text, "study.toml");
  for (const std::string& setting : settings) document.set(setting);
  return find_mistakes(document, {});
}

/// The keys or places that the messages name, in their order.
void check_messages(const Mistakes& mistakes, const Messages& parts) {
  INFO(mistakes.text());
  REQUIRE(mistakes.messages.size() == parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    CHECK_THAT(mistakes.messages[i], Catch::Contains(parts[i]));
  }
}

bool has_key(const Mistakes& mistakes, const std::string& path) {
  return std::any_of(mistakes.keys.begin(), mistakes.keys.end(),
                     [&](const ConfigOption& key) { return key.path == path; });
}

TEST_CASE("unknown keys are told first, in the order of the file, then wrong values",
          "[mistakes]") {
  const Mistakes mistakes = mistakes_in(
      "polices = [\"bace\"]\n[study]\nseed = -1\nreplicatons = 3\n[netwrk]\nscale = 2\n"
      "" +
      tiny_study + "count = \"many\"\n");
  check_messages(mistakes, {"study.toml:1: unknown key 'polices'",
                            "study.toml:4: unknown key 'study.replicatons'",
                            "study.toml:5: unknown key 'netwrk'", "study.toml:3: study.seed = -1",
                            "jobs.count = \"many\""});
  CHECK_FALSE(mistakes.may_have_more);
  CHECK(mistakes.text().starts_with("5 mistakes:\n  study.toml:1: "));
}

TEST_CASE("a mistake alone is told as if it were read alone", "[mistakes]") {
  for (const char* wrong : {"[network]\nscael = 1\n", "[study]\nseed = -1\n"}) {
    const Mistakes mistakes = mistakes_in(wrong + tiny_study);
    REQUIRE(mistakes.messages.size() == 1);
    CHECK(mistakes.text() == mistakes.messages.front());
    CHECK(error_of_study(wrong + tiny_study) == mistakes.text());
  }
  CHECK(mistakes_in(tiny_study).messages.empty());
}

TEST_CASE("a value that was refused makes no key of its table unknown", "[mistakes]") {
  check_messages(mistakes_in(tiny_study + "[price]\ntype = 3\n[arrivals]\nprocess = \"poison\"\n"
                                          "rate_per_hour = 1\n[study]\nseed = -1\n"),
                 {"'price.type'", "study.seed = -1", "arrivals.process = \"poison\""});
}

TEST_CASE("a missing key is told once, under the name that it has in the file", "[mistakes]") {
  check_messages(
      mistakes_in(two_regions + "[templates.tiny]\nlayrs = 1\nhidden = 64\nsequence = 64\n"
                                "vocabulary = 100\nparameters = 1e5\n[jobs]\n"
                                "templates = [\"tiny\"]\n[study]\nseed = -1\n"),
      {"unknown key 'templates.tiny.layrs' (did you mean 'layers'?)", "study.seed = -1"});
}

TEST_CASE("what may only follow from a mistake is not told", "[mistakes]") {
  const struct {
    const char* text;
    const char* told;
  } cases[] = {
      {"[regions]\ncount = \"eight\"\n", "regions.count"},  // and so no regions
      {"[regions]\ncount = 8\n[arrivals]\nproces = \"poisson\"\nrate_per_hour = 2\n",
       "did you mean 'process'"},  // whose key rate_per_hour is
      {"[regions]\ncount = 8\n[arrivals]\nprocess = \"poisson\"\nload = -1\n", "arrivals.load"},
      {"[regions]\ncount = 8\n[study]\npolicies = [\"own\", 3]\n[policies.own]\n"
       "ordering = \"sjf\"\n",
       "study.policies[1]"},  // and so policies.own is no policy that runs
      {"[regions]\ncount = 8\n[plugins]\nfiles = 3\n[study]\npolicies = [\"of_plugin\"]\n",
       "plugins.files"},
      {"[regions]\ncount = 8\n[design.factors.scale]\nkye = \"network.scale\"\nvalues = [1]\n",
       "did you mean 'key'"},  // and so the factor's key is its name
  };
  for (const auto& [text, told] : cases) {
    INFO(text);
    check_messages(mistakes_in(text), {told});
  }
}

TEST_CASE("a key of another choice says which one it goes with", "[mistakes]") {
  const Mistakes mistakes = mistakes_in(
      "[regions]\ncount = 8\n[network.gbps]\nR0 = [0, 1]\n[arrivals]\nrate_per_hour = 2\n[foo]\n");
  check_messages(mistakes, {"; it goes with network.bandwidth = \"matrix\"",
                            "; it goes with arrivals.process = \"poisson\" or ", "'foo'"});
  CHECK_THAT(mistakes.messages[2], !Catch::Contains("goes with"));
}

TEST_CASE("jobs that don't fit are told with what else is wrong", "[mistakes]") {
  check_messages(mistakes_in("[study]\nreplicatons = 3\npolicies = [\"lfc\"]\n[netwrk]\nscale = "
                             "1\n[regions]\ncount = 4\n"),
                 {"'study.replicatons'", "'netwrk'", "needs at least", "\"lfc\""});
}

TEST_CASE("regions are missing, and more is wrong", "[mistakes]") {
  check_messages(mistakes_in("[study]\nseed = -1\n[region.Tokyo]\npue = -1\n"),
                 {"study.seed = -1", "regions.names: a study needs regions", "region.Tokyo.pue"});
}

TEST_CASE("a factor's value and others", "[mistakes]") {
  check_messages(
      mistakes_in(tiny_study + "cont = 2\n[design]\ntype = \"grid\"\n[design.factors.scale]\n"
                               "key = \"network.scale\"\nvalues = [1, -1]\n"),
      {"unknown key 'jobs.cont'", "network.scale = -1"});
}

TEST_CASE("mistakes of overrides are among them", "[mistakes]") {
  check_messages(mistakes_in(tiny_study + "[study]\nseed = -1\n", {"jobs.count=0"}),
                 {": study.seed = -1", "--set jobs.count=0"});
}

TEST_CASE("the keys of a study with mistakes are all there", "[mistakes]") {
  const Mistakes wrong = mistakes_in(tiny_study + "[study]\nseed = -1\nreplicatons = 3\n");
  const Mistakes right = mistakes_in(tiny_study);
  for (const ConfigOption& key : right.keys) CHECK(has_key(wrong, key.path));
  CHECK(has_key(right, "study.seed"));
}

}  // namespace
}  // namespace bacelab
