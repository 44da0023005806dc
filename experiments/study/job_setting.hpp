#pragma once

#include <filesystem>
#include <string>

#include "experiments/worlds/import/job_shapes.hpp"

namespace bacelab {

/// Where recorded jobs will run, as a study says it: its templates, GPU types and pipelines. The
/// files that it names need not be there. Throws InputError.
JobSetting read_job_setting(const std::filesystem::path& study_file);

/// All templates of the catalog on GPUs of a type of the catalog, with the defaults of studies.
/// Throws InputError for another type; empty: the default of studies.
JobSetting catalog_job_setting(const std::string& gpu);

}  // namespace bacelab
