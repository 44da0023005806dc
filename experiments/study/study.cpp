#include "experiments/study/study.hpp"

namespace bacelab {

WorldId world_id(const Study& study, std::size_t point, std::size_t replication) {
  WorldId id;
  id.seed = study.seed;
  id.replication = static_cast<std::uint32_t>(replication);
  if (!study.common_random_numbers) id.point = static_cast<std::uint32_t>(point);
  return id;
}

}  // namespace bacelab
