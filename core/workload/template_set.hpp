#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/cluster/gpus.hpp"
#include "core/index.hpp"
#include "core/workload/stage_plan.hpp"
#include "core/workload/template.hpp"

namespace bacelab {

using Templates = Table<TemplateIndex, Template>;

/// Templates with their stage plans in a cluster. Worlds share a set as far as the plans do not
/// depend on what differs between them.
class TemplateSet {
 public:
  TemplateSet(std::shared_ptr<const Templates> templates, std::span<const RegionGpus> regions,
              const PipelineModel& pipeline);
  /// In any cluster with this GPU type: no template's plan may depend on it.
  TemplateSet(std::vector<Template> templates, const GpuType& gpu, const PipelineModel& pipeline);

  [[nodiscard]] const Templates& templates() const { return *templates_; }
  [[nodiscard]] const Template& operator[](TemplateIndex model) const {
    return (*templates_)[model];
  }
  /// Empty if make_stage_plan() gives none.
  [[nodiscard]] const std::optional<StagePlan>& plan(TemplateIndex model) const {
    return plans_[model];
  }

 private:
  std::shared_ptr<const Templates> templates_;
  Table<TemplateIndex, std::optional<StagePlan>> plans_;
};

}  // namespace bacelab
