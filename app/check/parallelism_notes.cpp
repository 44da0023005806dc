#include "app/check/parallelism_notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr int gpus_of_node = 8;
constexpr std::size_t longest_name = 24;

/// What is to be said of templates.
struct Remark {
  std::string text;
  std::vector<std::string> templates;
};

void add(std::vector<Remark>& remarks, const std::string& text, const std::string& name) {
  const auto known = std::find_if(remarks.begin(), remarks.end(),
                                  [&](const Remark& remark) { return remark.text == text; });
  if (known == remarks.end()) {
    remarks.push_back({text, {name}});
  } else {
    known->templates.push_back(name);
  }
}

void remark_on(const Template& model, const PipelineModel& pipeline, std::vector<Remark>& remarks) {
  const auto run = std::int64_t{replica_micro_batches(model)} * model.data_parallel;
  if (run != model.micro_batches) {
    add(remarks,
        fmt::format("data_parallel = {} pads {} micro-batches to {}", model.data_parallel,
                    model.micro_batches, run),
        model.name);
  }
  if (gpus_of_node % model.tensor_parallel != 0) {
    add(remarks,
        fmt::format("tensor_parallel = {} does not divide the {} GPUs of a node",
                    model.tensor_parallel, gpus_of_node),
        model.name);
  }
  const bool no_limit = pipeline.split == Split::even &&
                        pipeline.best_stages == BestStages::compute && !model.max_stages;
  if (no_limit) {
    add(remarks, "cut evenly, more stages are always faster (best_stages)", model.name);
  }
}

std::string line(const Remark& remark) {
  const std::size_t more = remark.templates.size() - 1;
  return fmt::format("'{}'{}: {}", shortened(remark.templates.front(), longest_name),
                     more == 0 ? "" : fmt::format(" and {} more", more), remark.text);
}

}  // namespace

std::vector<std::string> parallelism_notes(const JobsModel& jobs, const PipelineModel& pipeline) {
  std::vector<Remark> remarks;
  for (std::size_t i = 0; i < jobs.weights.size(); ++i) {
    if (jobs.weights[i] > 0.0) remark_on((*jobs.templates)[TemplateIndex(i)], pipeline, remarks);
  }
  std::vector<std::string> notes;
  for (const Remark& remark : remarks) notes.push_back(line(remark));
  return notes;
}

}  // namespace bacelab
