#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/index.hpp"

namespace bacelab {

/// A model and how it is trained (MODEL.md section 2).
struct Template {
  std::string name;
  int layers = 0;                  ///< L
  double hidden = 0.0;             ///< h
  double sequence = 0.0;           ///< s, tokens
  double vocabulary = 0.0;         ///< V
  double parameters = 0.0;         ///< P, of the whole model
  int micro_batch = 1;             ///< b, sequences in one micro-batch
  int micro_batches = 1;           ///< M, micro-batches of one iteration
  bool recompute = true;           ///< activations computed again in the backward pass
  std::optional<int> max_stages;   ///< upper limit of stages; none: the layers
  double layer_parameters = 0.0;   ///< p, of one layer
  double attention_width = 0.0;    ///< a, heads times the size of a head
  int tensor_parallel = 1;         ///< t, GPUs that compute a stage together
  double tensor_efficiency = 1.0;  ///< epsilon, of these, (0, 1]
  int data_parallel = 1;           ///< D, replicas of the pipeline that share the micro-batches
};

/// GPUs of one stage, all in one region: g = t D.
inline int gpus_of_stage(const Template& model) {
  return model.tensor_parallel * model.data_parallel;
}

/// Micro-batches that each replica runs in an iteration: M' = ceil(M / D).
inline int replica_micro_batches(const Template& model) {
  return (model.micro_batches + model.data_parallel - 1) / model.data_parallel;
}

/// FLOPs of one micro-batch, forward and backward: F = 6 b s (L p + h V) + 12 b s^2 L a, where all
/// but 6 b s h V is multiplied by 4/3 with recomputation. With p = 12 h^2 and a = h these are
/// equations (2) and (3) of Narayanan et al. 2021 (arXiv 2104.04473).
double micro_batch_flops(const Template& model);

/// Share of the forward pass in micro_batch_flops: 1/3, and 1/4 with recomputation.
double forward_share(const Template& model);

/// Share of micro_batch_flops that computes weight gradients and can be put off: 1/3, and 1/2 with
/// recomputation (MODEL.md section 3, omega).
double weight_gradient_share(const Template& model);

/// Bytes across a stage boundary for one micro-batch in one direction: A = 2 b s h (bf16).
double boundary_bytes(const Template& model);

/// Bytes of activations kept for one layer and one micro-batch in flight: 2 b s h with
/// recomputation, else 34 b s h (Korthikanti et al. 2022, arXiv 2205.05198, with the attention
/// itself recomputed).
double activation_bytes(const Template& model);

/// One training job (MODEL.md section 2).
struct Job {
  std::int64_t id = 0;
  TemplateIndex model;
  double arrival_s = 0.0;
  double iterations = 0.0;  ///< N_j > 0, a real number
};

}  // namespace bacelab
