#include "experiments/box/study_identity.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace bacelab {
namespace {

using Lines = std::vector<std::string>;

const StudyIdentity here = {
    "schema-1", 1, {{"jobs.count", "2"}, {"study.title", R"("a")"}}, {"a", "b"}, {}};

/// How an identity that was made from that of here by a change differs from it.
template <class Change>
Lines differences_after(const Change& change) {
  StudyIdentity there = here;
  change(there);
  CHECK((there == here) == differences(there, here).empty());
  return differences(there, here);
}

TEST_CASE("study identity: of equal ones nothing differs", "[segments]") {
  CHECK(differences_after([](StudyIdentity&) {}).empty());
}

TEST_CASE("study identity: keys differ with both values", "[segments]") {
  CHECK(differences_after([](StudyIdentity& there) { there.study[0].value = "3"; }) ==
        Lines{"jobs.count: 3 there, 2 here"});
  CHECK(differences_after([](StudyIdentity& there) {
          there.study[0].value = "3";
          there.study[1].value = R"("[a] b = c")";
        }) == Lines{"jobs.count: 3 there, 2 here", R"(study.title: "[a] b = c" there, "a" here)"});
}

TEST_CASE("study identity: a key may be on one side only", "[segments]") {
  CHECK(differences_after([](StudyIdentity& there) { there.study.pop_back(); }) ==
        Lines{R"(study.title: nothing there, "a" here)"});
  CHECK(differences_after([](StudyIdentity& there) {
          there.study.push_back({"a.b", "1"});
        }) == Lines{"a.b: 1 there, nothing here"});
}

TEST_CASE("study identity: schema, model and names are part of it", "[segments]") {
  CHECK(differences_after([](StudyIdentity& there) { there.schema = "schema-2"; }) ==
        Lines{"results schema: schema-2 there, schema-1 here"});
  CHECK(differences_after([](StudyIdentity& there) { there.model = 2; }) ==
        Lines{"model: 2 there, 1 here"});
  CHECK(differences_after([](StudyIdentity& there) {
          there.metrics = {"b", "a"};
        }) == Lines{"metrics: b a there, a b here"});
  CHECK(differences_after([](StudyIdentity& there) { there.world_summaries = {"w"}; }) ==
        Lines{"summaries of worlds: w there, nothing here"});
  CHECK(differences_after([](StudyIdentity& there) { there.job_columns = {"c"}; }) ==
        Lines{"job columns: c there, nothing here"});
}

TEST_CASE("study identity: the order of its keys is part of it", "[segments]") {
  CHECK(differences_after([](StudyIdentity& there) {
          std::swap(there.study[0], there.study[1]);
        }) == Lines{"the order of the tables in the study"});
}

const StudyIdentity identity = {
    "schema-1",
    3,
    {{"study.title", R"("quotes \" and µ")"}, {R"(design.factors."b.c")", "{}"}, {"a", "1"}},
    {"jct_mean", "cost"},
    {"jct_s"},
    {"world_gpus"}};

TEST_CASE("identity as JSON: all of it comes back, in its order", "[segments]") {
  CHECK(identity_from_text(identity_text(identity)) == identity);
  CHECK(identity_from_text(identity_text({})) == StudyIdentity{});
}

TEST_CASE("identity as JSON: the study is an object of its keys, on one line", "[segments]") {
  CHECK(identity_text({"s", 1, {{"jobs.count", "2"}, {"a", "1"}}, {"m"}, {}}) ==
        R"({"schema":"s","model":1,"study":{"jobs.count":"2","a":"1"},)"
        R"("metrics":["m"],"job_columns":[]})");
}

TEST_CASE("identity as JSON: another text is refused", "[segments]") {
  const std::string text = identity_text(identity);
  for (std::size_t size = 0; size < text.size(); ++size) {
    CHECK_THROWS_AS(identity_from_text(text.substr(0, size)), std::invalid_argument);
  }
  for (const char* other :
       {"null", "[]", "{}", R"({"schema":"s","model":1,"study":"","metrics":[],"job_columns":[]})",
        R"({"schema":"s","model":1,"study":{"a":1},"metrics":[],"job_columns":[]})"}) {
    INFO(other);
    CHECK_THROWS_AS(identity_from_text(other), std::invalid_argument);
  }
}

}  // namespace
}  // namespace bacelab
