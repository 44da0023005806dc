#pragma once

#include <optional>
#include <vector>

#include "core/cluster/gpu_type.hpp"
#include "core/index.hpp"
#include "core/workload/stage_plan.hpp"
#include "core/workload/template.hpp"

namespace bacelab {

/// Templates with their stage plans on one GPU type under one schedule. Worlds share a set.
class TemplateSet {
 public:
  TemplateSet(std::vector<Template> templates, const GpuType& gpu, const PipelineModel& pipeline);

  [[nodiscard]] const Table<TemplateIndex, Template>& templates() const { return templates_; }
  [[nodiscard]] const Template& operator[](TemplateIndex model) const { return templates_[model]; }
  /// None where no allowed stage count fits into the GPU's memory.
  [[nodiscard]] const std::optional<StagePlan>& plan(TemplateIndex model) const {
    return plans_[model];
  }

 private:
  Table<TemplateIndex, Template> templates_;
  Table<TemplateIndex, std::optional<StagePlan>> plans_;
};

}  // namespace bacelab
