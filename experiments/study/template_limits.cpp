#include "experiments/study/template_limits.hpp"

namespace bacelab {

std::optional<std::int64_t> too_many_stages(const Template& model, Split split,
                                            std::span<const int> gpus_of_regions) {
  if (split != Split::even) return std::nullopt;
  std::int64_t slots = 0;
  for (const int gpus : gpus_of_regions) slots += gpus / gpus_of_stage(model);
  const std::int64_t most = model.max_stages ? *model.max_stages : slots;
  return most > TemplateLimits::even_stages ? std::optional(most) : std::nullopt;
}

}  // namespace bacelab
