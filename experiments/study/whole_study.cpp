#include "experiments/study/whole_study.hpp"

#include <algorithm>
#include <utility>

#include "core/errors.hpp"
#include "experiments/study/gpu_reader.hpp"

namespace bacelab {
namespace {

/// A value that a factor replaces at every point is never used, but a wrong one is still an error.
void check_values_of_factors(const ConfigDocument& document, const Design& design) {
  const auto& factors = design.factors();
  const auto keys = design.keys_of_some_points();
  if (std::none_of(factors.begin(), factors.end(),
                   [&](const Factor& factor) { return document.has(factor.name); }) &&
      std::none_of(keys.begin(), keys.end(),
                   [&](const std::string& key) { return document.has(key); })) {
    return;
  }
  ConfigDocument without_design = document;
  try {
    read_study(without_design.root(), design.groups());
  } catch (const InputError&) {
    // Perhaps because a key is given only by a factor.
    design.complete(without_design);
    read_study(without_design.root(), design.groups());
  }
}

void add_new_names(const std::vector<RegionModel>& regions, std::vector<std::string>& names) {
  for (const RegionModel& region : regions) {
    if (std::find(names.begin(), names.end(), region.name) == names.end()) {
      names.push_back(region.name);
    }
  }
}

void add_new_gpu_types(const std::vector<RegionModel>& regions, std::vector<std::string>& names) {
  for (const RegionModel& region : regions) {
    if (!region.gpu) continue;
    if (std::find(names.begin(), names.end(), region.gpu->name) == names.end()) {
      names.push_back(region.gpu->name);
    }
  }
}

}  // namespace

void AllPoints::add(const Study& study) {
  replications = study.replications;
  if (policies.empty()) {
    for (const PolicySpec& policy : study.policies) policies.push_back(policy.name);
  }
  if (study.job_rows) job_rows = std::max(job_rows, study.world.jobs.count);
  add_new_names(study.world.regions.regions, regions);
  add_new_gpu_types(study.world.regions.regions, gpu_types);
  required_gpus.add(study.world.regions);
}

namespace {

/// The study at every point, one after another.
AllPoints read_points(ConfigDocument& document, const Design& design,
                      const std::function<void()>& before_each_point) {
  AllPoints points;
  StudyReader reader(document, design);
  std::size_t counted = 0;
  const auto count_reads = [&] {
    if (reader.document().count_of_reads() == counted) return;
    document.count_reads_of(reader.document());
    counted = reader.document().count_of_reads();
  };
  try {
    for (std::size_t point = 0; point < design.points(); ++point) {
      if (before_each_point) before_each_point();
      points.add(reader.at(point));
      count_reads();
    }
  } catch (const InputError&) {
    count_reads();
    throw;
  }
  return points;
}

/// The unknown keys of the study; of its factors too, which would vary nothing, unless a word of
/// the design itself may be meant for the key of one.
std::vector<config::UnknownKey> unknown_keys(const ConfigDocument& document, const Design& design) {
  auto unknown = document.unknown_keys();
  const bool knows_design = std::none_of(
      unknown.begin(), unknown.end(), [](const auto& key) { return key.path.front() == "design"; });
  if (!knows_design) return unknown;
  ConfigDocument with_factors = document;
  design.apply_all_keys(with_factors);
  return with_factors.unknown_keys();
}

}  // namespace

WholeStudy read_whole_study(ConfigDocument& document,
                            const std::function<void()>& before_each_point) {
  Design design = read_design(document.root());
  check_values_of_factors(document, design);
  AllPoints points = read_points(document, design, before_each_point);
  if (design.contour() && document.has("precision")) {
    document.root().fail("precision", "a contour decides itself where replications are needed",
                         "no [precision] with design.type = \"contour\"");
  }
  auto precision = read_precision(document.root(), points.policies, points.replications);
  require_gpu_types_named(document.root(), points.gpu_types);
  auto unknown = unknown_keys(document, design);
  return {std::move(design), std::move(points), std::move(precision), std::move(unknown)};
}

}  // namespace bacelab
