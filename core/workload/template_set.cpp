#include "core/workload/template_set.hpp"

#include <utility>

#include "core/contract.hpp"

namespace bacelab {

TemplateSet::TemplateSet(std::shared_ptr<const Templates> templates,
                         std::span<const RegionGpus> regions, const PipelineModel& pipeline)
    : templates_(std::move(templates)) {
  for (const Template& model : *templates_) {
    plans_.push_back(make_stage_plan(model, regions, pipeline));
  }
}

TemplateSet::TemplateSet(std::vector<Template> templates, const GpuType& gpu,
                         const PipelineModel& pipeline)
    : TemplateSet(std::make_shared<const Templates>(std::move(templates)),
                  std::vector<RegionGpus>{{0, gpu}}, pipeline) {
  for (const Template& model : *templates_) {
    BACELAB_EXPECTS(!depends_on_cluster(model, pipeline));
  }
}

}  // namespace bacelab
