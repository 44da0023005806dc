#include "core/workload/template.hpp"

namespace bacelab {

double micro_batch_flops(const Template& model) {
  const double tokens = model.micro_batch * model.sequence;
  const double output_layer = 6.0 * tokens * model.hidden * model.vocabulary;
  const double layers = 6.0 * tokens * model.layers * model.layer_parameters +
                        12.0 * tokens * model.sequence * model.layers * model.attention_width;
  return (model.recompute ? layers * 4.0 / 3.0 : layers) + output_layer;
}

double forward_share(const Template& model) { return model.recompute ? 0.25 : 1.0 / 3.0; }

double weight_gradient_share(const Template& model) { return model.recompute ? 0.5 : 1.0 / 3.0; }

double boundary_bytes(const Template& model) {
  return 2.0 * model.micro_batch * model.sequence * model.hidden;
}

double activation_bytes(const Template& model) {
  return (model.recompute ? 1.0 : 17.0) * boundary_bytes(model);
}

}  // namespace bacelab
