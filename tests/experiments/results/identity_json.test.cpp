#include "experiments/results/identity_json.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>

namespace bacelab {
namespace {

const StudyIdentity identity = {
    "schema-1",
    3,
    {{"study.title", R"("quotes \" and µ")"}, {R"(design.factors."b.c")", "{}"}, {"a", "1"}},
    {"jct_mean", "cost"},
    {"jct_s"}};

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
