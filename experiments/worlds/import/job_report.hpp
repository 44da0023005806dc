#pragma once

#include <string>
#include <vector>

#include "experiments/worlds/import/jobs.hpp"

namespace bacelab {

/// What an import of jobs says, one line each: read, dropped, kept, converted and assumed, and how
/// each number of GPUs was mapped. Lines of tables begin with blanks. There is a job.
std::vector<std::string> report_on(const JobRecords& records, const JobMapping& mapping,
                                   JobShapes& shapes);

}  // namespace bacelab
