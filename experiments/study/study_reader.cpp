#include "experiments/study/study_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include "core/errors.hpp"
#include "experiments/box/description.hpp"
#include "experiments/random/stream.hpp"
#include "experiments/study/plugins.hpp"
#include "experiments/study/policies_reader.hpp"
#include "experiments/study/world_reader.hpp"
#include "experiments/text/key_error.hpp"
#include "experiments/text/section.hpp"

namespace bacelab {

WorldId world_id(const Study& study, std::size_t point, std::size_t replication) {
  WorldId id;
  id.seed = study.seed;
  id.replication = static_cast<std::uint32_t>(replication);
  id.point = static_cast<std::uint32_t>(point / study.points_sharing_worlds);
  return id;
}

GeneratedWorld draw_world(const Study& study, std::size_t point, std::size_t replication) {
  const WorldId id = world_id(study, point, replication);
  GeneratedWorld world = generate_world(study.world, id);
  // 53 bits, which every JSON reader keeps.
  constexpr double seeds = 9007199254740992.0;
  if (!study.plugins.empty()) {
    world.scenario.policy_seed =
        static_cast<std::uint64_t>(RandomStream(id, "policy").uniform(0) * seeds);
  }
  return world;
}

namespace {

constexpr double most_replications = 4294967295.0;  // 32 bits of the random numbers' counter
constexpr double most_seeds = 9007199254740992.0;   // 2^53

ConfigSection study_section(const ConfigSection& root) {
  return root.table("study", "The study as a whole");
}

std::size_t read_replications(const ConfigSection& study) {
  return static_cast<std::size_t>(study.integer(
      "replications", 100, Bounds::between(1, most_replications), "Random worlds at each point"));
}

}  // namespace

Study read_study(const ConfigSection& root, const PointGroups& groups) {
  const ConfigSection section = study_section(root);
  Study study;
  study.title = section.text("title", "", "What the study is about");
  study.seed = static_cast<std::uint64_t>(
      section.integer("seed", 1, Bounds::between(0, most_seeds), "Seed of all random numbers"));
  study.replications = read_replications(section);
  study.points_sharing_worlds = read_points_sharing_worlds(section, groups);
  study.world = read_world_model(root, study.seed);
  StudyPlugins plugins = read_plugins(root);
  study.catalog = catalog_with(plugins.loaded);
  study.plugins = std::move(plugins.files);
  study.policies = read_policies(root, study.world.regions.regions.size(), *study.catalog);
  study.has_policies_for_one_thread = std::any_of(
      study.policies.begin(), study.policies.end(),
      [&](const PolicySpec& policy) { return runs_on_one_thread(policy, *study.catalog); });
  study.job_rows = root.table("output", "What is kept")
                       .boolean("jobs", false, "Keep the outcome of every job of every run");
  return study;
}

namespace {

/// The message of the mistake that a reading finds; empty if there is none.
std::string error_of(const std::function<void()>& reading) {
  try {
    reading();
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

/// Throws the error that is being handled as that of a point, which may have it alone: the message
/// names it.
[[noreturn]] void refuse(const Design& design, std::size_t point, const InputError& error) {
  if (design.points() == 1) throw;
  const std::string message = fmt::format("{} (at point {}: {})", error.what(), point,
                                          point_label(design.factors(), point));
  const auto* of_key = dynamic_cast<const KeyError*>(&error);
  if (of_key != nullptr) throw KeyError(message, of_key->about());
  throw InputError(message);
}

}  // namespace

Study StudyReader::at(std::size_t point) {
  const auto read_as_it_is = [&](ConfigDocument& document) {
    Study study = read_study(document.root(), design_->groups());
    if (required_gpus_ != nullptr) required_gpus_->apply_to(study.world.regions);
    return study;
  };
  const auto read = [&](ConfigDocument& document) {
    design_->apply(point, document);
    return read_as_it_is(document);
  };
  try {
    if (begins_anew_) document_.take_values_of(*fresh_);
    return read(document_);
  } catch (const InputError&) {
    // Read alone, so that the message doesn't depend on what was read at other points.
  }
  ConfigDocument alone = *fresh_;
  try {
    return read(alone);
  } catch (const InputError& error) {
    ConfigDocument without_design = *fresh_;
    if (error_of([&] { read_as_it_is(without_design); }) == error.what()) throw;
    refuse(*design_, point, error);
  }
}

}  // namespace bacelab
