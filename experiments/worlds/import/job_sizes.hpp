#pragma once

#include <string>
#include <vector>

#include "experiments/worlds/import/jobs.hpp"

namespace bacelab {

/// How each number of GPUs was mapped, one line each: a table of sizes, jobs, templates and hours
/// of the record and of the model, whose lines begin with blanks; jobs whose replicas pad their
/// micro-batches; and, under GpuRule::from_template, what the record became.
std::vector<std::string> sizes_report(const JobRecords& records, const JobMapping& mapping,
                                      JobShapes& shapes);

}  // namespace bacelab
