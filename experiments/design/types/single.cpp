#include "experiments/design/types/single.hpp"

namespace bacelab {

DesignPoints make_single(const DesignRequest& request) {
  if (!request.factors.empty()) {
    request.section.fail("type", "factors need a design", "grid, lhs, sobol, saltelli, morris");
  }
  return {};
}

}  // namespace bacelab
