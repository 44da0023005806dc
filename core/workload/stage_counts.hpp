#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/cluster/gpus.hpp"
#include "core/pipeline/pipeline_model.hpp"
#include "core/workload/template.hpp"

namespace bacelab {

/// Layers of the largest of `stages` stages: ceil(L/k), or L/k under Split::even.
double layers_of_stage(const Template& model, Split split, int stages);

/// Memory in bytes of a GPU of the first of `stages` stages (MODEL.md section 2).
double first_stage_memory(const Template& model, const GpuType& gpu, const PipelineModel& pipeline,
                          int stages);

/// Has a GPU of this type the memory for the first of `stages` stages?
bool fits(const Template& model, const GpuType& gpu, const PipelineModel& pipeline, int stages);

/// The stage counts that a template may have, memory aside, ascending: with Split::layers the
/// members of { ceil(L/l) : l = 1..L } up to max_stages; with Split::even all up to max_stages or,
/// without one, `all_slots`.
std::vector<int> stage_counts(const Template& model, Split split, int all_slots);

/// The fewest stages that fit into the memory of a GPU, whatever the slots of a cluster; none if
/// none do.
std::optional<int> fewest_stages(const Template& model, const GpuType& gpu,
                                 const PipelineModel& pipeline);

/// Of these stage counts, ascending and not empty, the one with the shortest iterations without
/// transfers; the smallest of those that tie.
int fastest_computing(const Template& model, const PipelineModel& pipeline,
                      std::span<const int> counts);

/// The smallest of the counts whose times, in the same order, are within a factor 1 + 1e-12 of the
/// least. Neither may be empty.
int fastest(std::span<const int> counts, std::span<const double> times);

}  // namespace bacelab
