#include "core/workload/template_set.hpp"

#include <utility>

namespace bacelab {

TemplateSet::TemplateSet(std::vector<Template> templates, const GpuType& gpu,
                         const PipelineModel& pipeline)
    : templates_(std::move(templates)) {
  for (const Template& model : templates_) plans_.push_back(make_stage_plan(model, gpu, pipeline));
}

}  // namespace bacelab
