#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/scheduling/policies/policy.hpp"
#include "experiments/box/description.hpp"
#include "experiments/study/design/design.hpp"
#include "experiments/study/required_gpus.hpp"
#include "experiments/text/document.hpp"
#include "experiments/worlds/generate.hpp"
#include "experiments/worlds/world_model.hpp"

namespace bacelab {

/// A study at one point of its design: everything that is needed to run it there.
struct Study {
  std::string title;
  std::uint64_t seed = 0;
  std::size_t replications = 0;
  std::size_t points_sharing_worlds = any_number_of_points;  ///< from the first one on
  std::vector<PolicySpec> policies;
  std::shared_ptr<const PolicyCatalog> catalog;  ///< of which they are made
  std::vector<PluginFile> plugins;
  bool has_policies_for_one_thread = false;  ///< that one thread at a time runs (Plugin)
  bool job_rows = false;                     ///< keep the outcome of every job in the results
  WorldModel world;
};

/// The world of a replication at a point.
WorldId world_id(const Study& study, std::size_t point, std::size_t replication);

/// Draws that world. With plugins it has a seed for what is random in a policy. Throws
/// NoWorldFound.
GeneratedWorld draw_world(const Study& study, std::size_t point, std::size_t replication);

/// Reads a study without its design, of whose points it needs to know which belong together. Throws
/// InputError.
Study read_study(const ConfigSection& root, const PointGroups& groups = {});

/// Reads a study at one point of its design after another: only the keys whose values changed since
/// the point before are read again. Not for several threads at once.
class StudyReader {
 public:
  /// The document and the design must outlive this. `required_gpus`: of all points together; null:
  /// each point has its own. It must outlive this too.
  StudyReader(const ConfigDocument& document, const Design& design,
              const RequiredGpus* required_gpus = nullptr)
      : fresh_(&document),
        document_(document),
        design_(&design),
        begins_anew_(!design.keys_of_some_points().empty()),
        required_gpus_(required_gpus) {}

  /// Throws InputError, with the point unless it is the only one or the mistake is that of the study
  /// without its design.
  Study at(std::size_t point);

  /// What was read.
  [[nodiscard]] const ConfigDocument& document() const { return document_; }

 private:
  const ConfigDocument* fresh_;
  ConfigDocument document_;
  const Design* design_;
  bool begins_anew_;  ///< at each point, whose keys others may not set
  const RequiredGpus* required_gpus_;
};

}  // namespace bacelab
