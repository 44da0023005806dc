#include "app/check/parallelism_notes.hpp"

#include <catch2/catch.hpp>
#include <memory>
#include <utility>

namespace bacelab {
namespace {

using Notes = std::vector<std::string>;

Template model(const std::string& name, int micro_batches, int data_parallel,
               int tensor_parallel = 1) {
  Template model;
  model.name = name;
  model.layers = 1;
  model.hidden = model.sequence = model.vocabulary = 1.0;
  model.parameters = model.layer_parameters = model.attention_width = 1.0;
  model.micro_batches = micro_batches;
  model.data_parallel = data_parallel;
  model.tensor_parallel = tensor_parallel;
  return model;
}

JobsModel jobs_of(std::vector<Template> templates) {
  JobsModel jobs;
  jobs.weights.assign(templates.size(), 1.0 / static_cast<double>(templates.size()));
  jobs.templates = std::make_shared<const Templates>(std::move(templates));
  return jobs;
}

Notes notes_on(const JobsModel& jobs, const PipelineModel& pipeline = {}) {
  return parallelism_notes(jobs, pipeline);
}

}  // namespace

TEST_CASE("parallelism notes: replicas that share the micro-batches evenly are not told",
          "[check]") {
  CHECK(notes_on(
            jobs_of({model("a", 64, 1), model("b", 64, 2), model("c", 64, 64), model("d", 1, 1)}))
            .empty());
}

TEST_CASE("parallelism notes: replicas that pad", "[check]") {
  CHECK(notes_on(jobs_of({model("a", 64, 5)})) ==
        Notes{"'a': data_parallel = 5 pads 64 micro-batches to 65"});
  CHECK(notes_on(jobs_of({model("a", 64, 100)})) ==
        Notes{"'a': data_parallel = 100 pads 64 micro-batches to 100"});
}

TEST_CASE("parallelism notes: stages that don't fill nodes of eight GPUs", "[check]") {
  for (const int whole : {1, 2, 4, 8}) {
    CHECK(notes_on(jobs_of({model("a", 64, 1, whole)})).empty());
  }
  for (const int part : {3, 6, 16}) {
    CHECK(notes_on(jobs_of({model("a", 64, 1, part)})) ==
          Notes{"'a': tensor_parallel = " + std::to_string(part) +
                " does not divide the 8 GPUs of a node"});
  }
}

TEST_CASE("parallelism notes: templates of the same numbers share a line", "[check]") {
  CHECK(notes_on(jobs_of(
            {model("a", 64, 5, 3), model("b", 64, 1, 3), model("c", 64, 6), model("d", 64, 5)})) ==
        Notes{"'a' and 1 more: data_parallel = 5 pads 64 micro-batches to 65",
              "'a' and 1 more: tensor_parallel = 3 does not divide the 8 GPUs of a node",
              "'c': data_parallel = 6 pads 64 micro-batches to 66"});
}

TEST_CASE("parallelism notes: a template that no job has is of no account", "[check]") {
  JobsModel jobs = jobs_of({model("a", 64, 5), model("b", 64, 1, 3)});
  jobs.weights = {0.0, 1.0};
  CHECK(notes_on(jobs) == Notes{"'b': tensor_parallel = 3 does not divide the 8 GPUs of a node"});
}

TEST_CASE("parallelism notes: even splits that nothing limits", "[check]") {
  PipelineModel even;
  even.split = Split::even;
  Template limited = model("b", 64, 1);
  limited.max_stages = 16;
  const JobsModel jobs = jobs_of({model("a", 64, 1), limited});
  CHECK(notes_on(jobs).empty());
  CHECK(notes_on(jobs, even) ==
        Notes{"'a': cut evenly, more stages are always faster (best_stages)"});
  even.best_stages = BestStages::transfer;
  CHECK(notes_on(jobs, even).empty());
}

TEST_CASE("parallelism notes: a long name is shortened", "[check]") {
  const Notes notes = notes_on(jobs_of({model(std::string(200, 'x'), 64, 5)}));
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].size() < 85);
}

}  // namespace bacelab
