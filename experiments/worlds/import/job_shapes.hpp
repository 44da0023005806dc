#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/cluster/gpus.hpp"
#include "core/pipeline/iteration_time.hpp"
#include "core/workload/template.hpp"
#include "experiments/worlds/inputs/job_trace.hpp"

namespace bacelab {

/// Jobs of so many GPUs or more, below the next class, are of this template.
struct GpuClass {
  std::int64_t least_gpus = 1;
  std::string model;
};

/// Texts GPUS=TEMPLATE, as classes in ascending order. Throws InputError, beginning with `option`,
/// for other texts and numbers given twice.
std::vector<GpuClass> parse_gpu_classes(std::string_view option,
                                        std::span<const std::string> texts);

/// Those of the classes 1=qwen2.5-1.5b ... 64=flm-101b, of the catalog, whose templates are among
/// these. Throws InputError, beginning with `option`, if there are none.
std::vector<GpuClass> default_gpu_classes(std::string_view option,
                                          const std::vector<Template>& templates);

/// GPUs of a region of which nothing is known: as many as any job has.
inline constexpr int unknown_region_gpus = 1'000'000;

/// Where recorded jobs will run, as far as their stages depend on it.
struct JobSetting {
  std::vector<Template> templates;  ///< with the training of the study
  std::vector<RegionGpus> regions;  ///< at least one, each with the most GPUs that it may have
  PipelineModel pipeline;
};

/// Throws InputError, beginning with `option`, for a class whose template is not among these;
/// `where` says where they are: "the catalog".
void require_templates(std::string_view option, const std::vector<GpuClass>& classes,
                       const std::vector<Template>& templates, std::string_view where);

/// Whose GPUs a job has in the model.
enum class GpuRule {
  record,         ///< those of its record, by sizes of its own
  from_template,  ///< those of its template at its best stage count, whatever the record
};

/// A template and the sizes with which a job runs.
struct JobShape {
  TracedTemplate model;
  int stages = 1;
  int tensor_parallel = 1;
  int data_parallel = 1;

  [[nodiscard]] std::int64_t gpus() const {
    return std::int64_t{stages} * tensor_parallel * data_parallel;
  }
};

/// Chooses the shapes of recorded jobs. Under GpuRule::record a job of n GPUs is of its class's
/// template, or else of the nearest smaller class's, with n = k t D: k is the largest stage count
/// that the template may have, that divides n, that fits the memory and the regions and that is
/// then its best one; t the largest power of two in n / k, at most the 8 GPUs of a common node; D
/// the rest, a divisor of the micro-batches where there is one for any k. (The rule is this
/// program's own.)
class JobShapes {
 public:
  /// Classes ascending, at least one, each of a template of the setting.
  JobShapes(std::vector<GpuClass> classes, JobSetting setting, GpuRule rule);

  /// Of a job of so many GPUs; null if no template takes it.
  const JobShape* of(std::int64_t gpus);
  [[nodiscard]] const std::vector<GpuClass>& classes() const { return classes_; }
  [[nodiscard]] GpuRule rule() const { return rule_; }

 private:
  [[nodiscard]] std::optional<JobShape> choose(std::int64_t gpus) const;
  [[nodiscard]] std::optional<JobShape> kept(const Template& base, std::int64_t gpus) const;
  [[nodiscard]] std::optional<JobShape> as_template(const Template& base) const;
  [[nodiscard]] const Template& template_of(const GpuClass& of_class) const;
  /// Stages of so many GPUs that the regions have room for.
  [[nodiscard]] std::int64_t slots(std::int64_t gpus_of_stage) const;
  /// The best stage count of a template; none if it has none.
  [[nodiscard]] std::optional<int> best_stages(const Template& model) const;

  std::vector<GpuClass> classes_;
  JobSetting setting_;
  GpuRule rule_;
  std::map<std::int64_t, std::optional<JobShape>> chosen_;
};

}  // namespace bacelab
