#include "experiments/worlds/import/job_shapes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <numeric>
#include <utility>

#include "core/contract.hpp"
#include "core/errors.hpp"
#include "core/registry.hpp"
#include "core/workload/stage_plan.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr int common_node_gpus = 8;

/// Powers of two that divide a number, up to the GPUs of a node, descending.
std::vector<int> tensor_degrees(std::int64_t gpus) {
  std::vector<int> degrees;
  for (int degree = common_node_gpus; degree >= 1; degree /= 2) {
    if (gpus % degree == 0) degrees.push_back(degree);
  }
  return degrees;
}

struct Degrees {
  int tensor = 1;
  int data = 1;
};

/// How the GPUs of a stage are shared out: without padding if there is a way, and if that is asked
/// for only then.
std::optional<Degrees> degrees_of(std::int64_t gpus_of_stage, int micro_batches,
                                  bool without_padding) {
  const auto degrees = tensor_degrees(gpus_of_stage);
  for (const int tensor : degrees) {
    const std::int64_t data = gpus_of_stage / tensor;
    if (data > static_cast<std::int64_t>(TraceLimits::data_parallel)) continue;
    if (without_padding && micro_batches % data != 0) continue;
    return Degrees{tensor, static_cast<int>(data)};
  }
  return std::nullopt;
}

Template with_sizes(Template model, int stages, const Degrees& degrees) {
  model.max_stages = stages;
  model.tensor_parallel = degrees.tensor;
  model.data_parallel = degrees.data;
  return model;
}

}  // namespace

std::vector<GpuClass> parse_gpu_classes(std::string_view option,
                                        std::span<const std::string> texts) {
  std::vector<GpuClass> classes;
  for (const std::string& text : texts) {
    const std::size_t sign = std::min(text.find('='), text.size());
    GpuClass parsed;
    const char* const end = text.data() + sign;
    const auto [last, error] = std::from_chars(text.data(), end, parsed.least_gpus);
    if (error != std::errc() || last != end || parsed.least_gpus < 1 || sign + 1 >= text.size()) {
      throw InputError(fmt::format("{} {}: must be GPUS=TEMPLATE, such as 8=qwen2.5-14b", option,
                                   shown_key(text)));
    }
    parsed.model = text.substr(sign + 1);
    classes.push_back(parsed);
  }
  const auto fewer = [](const GpuClass& a, const GpuClass& b) {
    return a.least_gpus < b.least_gpus;
  };
  std::stable_sort(classes.begin(), classes.end(), fewer);
  for (std::size_t i = 1; i < classes.size(); ++i) {
    if (classes[i].least_gpus != classes[i - 1].least_gpus) continue;
    throw InputError(fmt::format("{}: {} is given twice", option,
                                 counted(static_cast<std::size_t>(classes[i].least_gpus), "GPU")));
  }
  return classes;
}

std::vector<GpuClass> default_gpu_classes(std::string_view option,
                                          const std::vector<Template>& templates) {
  std::vector<GpuClass> classes = {{1, "qwen2.5-1.5b"}, {2, "qwen2.5-3b"},   {4, "qwen2.5-7b"},
                                   {8, "qwen2.5-14b"},  {16, "qwen2.5-32b"}, {32, "llama-3.1-70b"},
                                   {64, "flm-101b"}};
  std::vector<std::string> names;
  for (const Template& model : templates) names.push_back(model.name);
  std::erase_if(classes, [&](const GpuClass& of_class) {
    return std::find(names.begin(), names.end(), of_class.model) == names.end();
  });
  if (!classes.empty()) return classes;
  throw InputError(fmt::format("{} is needed, such as {} 1={}; the study's templates are {}",
                               option, option, names.front(), fmt::join(names, ", ")));
}

void require_templates(std::string_view option, const std::vector<GpuClass>& classes,
                       const std::vector<Template>& templates, std::string_view where) {
  std::vector<std::string> names;
  for (const Template& model : templates) names.push_back(model.name);
  for (const GpuClass& of_class : classes) {
    if (std::find(names.begin(), names.end(), of_class.model) != names.end()) continue;
    throw InputError(fmt::format("{} {}={}: there is no such template in {}{}; allowed: {}", option,
                                 of_class.least_gpus, shown_key(of_class.model), where,
                                 did_you_mean(of_class.model, names), fmt::join(names, ", ")));
  }
}

JobShapes::JobShapes(std::vector<GpuClass> classes, JobSetting setting, GpuRule rule)
    : classes_(std::move(classes)), setting_(std::move(setting)), rule_(rule) {
  BACELAB_EXPECTS(!classes_.empty() && !setting_.regions.empty());
  setting_.pipeline.best_stages = BestStages::compute;  // which needs no internal bandwidths
}

const JobShape* JobShapes::of(std::int64_t gpus) {
  auto found = chosen_.find(gpus);
  if (found == chosen_.end()) found = chosen_.emplace(gpus, choose(gpus)).first;
  return found->second ? &*found->second : nullptr;
}

std::optional<JobShape> JobShapes::choose(std::int64_t gpus) const {
  for (auto of_class = classes_.rbegin(); of_class != classes_.rend(); ++of_class) {
    if (of_class->least_gpus > gpus) continue;
    const Template& base = template_of(*of_class);
    if (rule_ == GpuRule::from_template) return as_template(base);
    if (const auto shape = kept(base, gpus)) return shape;
  }
  return std::nullopt;
}

std::optional<JobShape> JobShapes::kept(const Template& base, std::int64_t gpus) const {
  const int most = static_cast<int>(std::min<std::int64_t>(base.layers, gpus));
  for (const bool without_padding : {true, false}) {
    for (int stages = most; stages >= 1; --stages) {
      if (gpus % stages != 0) continue;
      const auto degrees = degrees_of(gpus / stages, base.micro_batches, without_padding);
      if (!degrees || slots(gpus / stages) < stages) continue;
      if (best_stages(with_sizes(base, stages, *degrees)) != stages) continue;
      return JobShape{{base.name, stages, degrees->tensor, degrees->data},
                      stages,
                      degrees->tensor,
                      degrees->data};
    }
  }
  return std::nullopt;
}

std::optional<JobShape> JobShapes::as_template(const Template& base) const {
  const auto stages = best_stages(base);
  if (!stages) return std::nullopt;
  return JobShape{{base.name}, *stages, base.tensor_parallel, base.data_parallel};
}

const Template& JobShapes::template_of(const GpuClass& of_class) const {
  const auto found =
      std::find_if(setting_.templates.begin(), setting_.templates.end(),
                   [&](const Template& model) { return model.name == of_class.model; });
  BACELAB_EXPECTS(found != setting_.templates.end());
  return *found;
}

std::int64_t JobShapes::slots(std::int64_t gpus_of_stage) const {
  std::int64_t sum = 0;
  for (const RegionGpus& region : setting_.regions) sum += region.gpus / gpus_of_stage;
  return sum;
}

std::optional<int> JobShapes::best_stages(const Template& model) const {
  const auto plan = make_stage_plan(model, setting_.regions, setting_.pipeline);
  return plan ? std::optional(plan->best().stages) : std::nullopt;
}

}  // namespace bacelab
