#include "experiments/worlds/catalog.hpp"

#include <algorithm>
#include <array>

namespace bacelab {
namespace {

/// Shape of a decoder as in its model card.
struct Decoder {
  const char* name;
  int layers;
  double hidden;
  double heads;
  double head_size;
  double key_value_heads;
  double mlp_size;
  double mlp_matrices;  ///< 3: gated (SwiGLU, GeGLU); 2: plain
  double vocabulary;
  double sequence;    ///< of pre-training, at most 4096
  double embeddings;  ///< vocabulary x hidden matrices: 1 if input and output share theirs
};

/// So many of the catalog, its first ones, are those of the system (MODEL.md); the smaller ones
/// after them are for recorded jobs of few GPUs.
constexpr std::size_t system_templates = 6;

// Sources, read in the models' config.json and reports:
// Qwen2.5: huggingface.co/Qwen/Qwen2.5-32B config.json, Qwen2.5-14B likewise; 4,096 tokens in the
//   first phase: Qwen2.5 Technical Report, section 3.3. The 1.5B, 3B and 7B likewise; the first two
//   share their embeddings.
// Gemma 3: github.com/google-deepmind/gemma, gemma/gm/nn/_gemma.py (Gemma3_27B); totals: Gemma 3
//   report, arXiv 2503.19786, table 1. Its attention is narrower than the model (32 x 128 < 5376).
// Falcon: huggingface.co/tiiuae/falcon-40b config.json; 2,048 tokens; arXiv 2311.16867. Its "40B"
//   are 41.3e9 parameters with the (shared) embedding.
// Llama 3.1: arXiv 2407.21783, table 3; vocabulary padded to 128,256 in config.json.
// FLM: huggingface.co/CofeAI/FLM-101B config.json; arXiv 2309.03852. A plain MLP, full attention
//   and a shared embedding as in GPT-2, on which it builds; they give 101.7e9 parameters.
constexpr auto decoders = std::to_array<Decoder>({
    {"qwen2.5-14b", 48, 5120, 40, 128, 8, 13824, 3, 152064, 4096, 2},
    {"qwen2.5-32b", 64, 5120, 40, 128, 8, 27648, 3, 152064, 4096, 2},
    {"gemma-3-27b", 62, 5376, 32, 128, 16, 21504, 3, 262144, 4096, 1},
    {"falcon-40b", 60, 8192, 128, 64, 8, 32768, 2, 65024, 2048, 1},
    {"llama-3.1-70b", 80, 8192, 64, 128, 8, 28672, 3, 128256, 4096, 2},
    {"flm-101b", 80, 10240, 80, 128, 80, 40960, 2, 100352, 2048, 1},
    {"qwen2.5-1.5b", 28, 1536, 12, 128, 2, 8960, 3, 151936, 4096, 1},
    {"qwen2.5-3b", 36, 2048, 16, 128, 2, 11008, 3, 151936, 4096, 1},
    {"qwen2.5-7b", 28, 3584, 28, 128, 4, 18944, 3, 152064, 4096, 2},
});

/// Matrices of a layer: query and output, key and value, MLP; biases and norms are left out.
double layer_parameters(const Decoder& decoder) {
  const double attention = decoder.heads * decoder.head_size;
  const double key_value = decoder.key_value_heads * decoder.head_size;
  return 2.0 * decoder.hidden * attention + 2.0 * decoder.hidden * key_value +
         decoder.mlp_matrices * decoder.hidden * decoder.mlp_size;
}

Template make_template(const Decoder& decoder) {
  Template model;
  model.name = decoder.name;
  model.layers = decoder.layers;
  model.hidden = decoder.hidden;
  model.sequence = decoder.sequence;
  model.vocabulary = decoder.vocabulary;
  model.layer_parameters = layer_parameters(decoder);
  model.attention_width = decoder.heads * decoder.head_size;
  model.parameters = decoder.layers * model.layer_parameters +
                     decoder.embeddings * decoder.vocabulary * decoder.hidden;
  return model;
}

}  // namespace

// Dense bf16 tensor peaks (no structured sparsity, accumulation in fp32; V100: fp16, it has no
// bf16), nominal memory, board power. Sources: RTX A6000: NVIDIA Ampere GA102 whitepaper v2, table
// 3 (154.8 TFLOP/s); data sheet (48 GB, 300 W). A100, A100 40GB: NVIDIA A100 data sheet, SXM4 (312
// TFLOP/s, 400 W). H100: NVIDIA H100 whitepaper v1.03, table 3, SXM5 (989.4 TFLOP/s, 80 GB, 700 W).
// H100 PCIe: the same table (756 TFLOP/s, 80 GB); product brief PB-11133-001 (350 W).
// H200: NVIDIA H200 data sheet, SXM (half of 1,979 TFLOP/s with sparsity, 141 GB, 700 W).
// L40S: NVIDIA L40S data sheet (362.05 TFLOP/s, 48 GB, 350 W).
// V100: NVIDIA V100 data sheet, SXM2 (125 TFLOP/s, 32 GB, 300 W).
// A10G: NVIDIA A10G for AWS data sheet of 2022 (70 TFLOP/s, 24 GB, 300 W).
// RTX 4090: NVIDIA Ada architecture whitepaper, appendix (165.2 TFLOP/s, 24 GB, 450 W).
// MI300X: AMD Instinct MI300X data sheet (1,307.4 TFLOP/s, 192 GB, 750 W).
// The achieved fraction of the peak is set by the study; 0.4 is the default.
Registry<GpuType> gpu_catalog() {
  static const auto gpus = std::to_array<GpuType>({
      {"RTX A6000", 1.548e14, 0.4, 48e9, 300.0, 16.0},
      {"A100", 3.12e14, 0.4, 80e9, 400.0, 16.0},
      {"H100", 9.894e14, 0.4, 80e9, 700.0, 16.0},
      {"A100 40GB", 3.12e14, 0.4, 40e9, 400.0, 16.0},
      {"H100 PCIe", 7.56e14, 0.4, 80e9, 350.0, 16.0},
      {"H200", 9.894e14, 0.4, 141e9, 700.0, 16.0},
      {"L40S", 3.6205e14, 0.4, 48e9, 350.0, 16.0},
      {"V100", 1.25e14, 0.4, 32e9, 300.0, 16.0},
      {"A10G", 7e13, 0.4, 24e9, 300.0, 16.0},
      {"RTX 4090", 1.652e14, 0.4, 24e9, 450.0, 16.0},
      {"MI300X", 1.3074e15, 0.4, 192e9, 750.0, 16.0},
  });
  static const Registry registry(gpus);
  return registry;
}

Registry<Template> template_catalog() {
  static const auto templates = [] {
    std::array<Template, decoders.size()> all;
    std::transform(decoders.begin(), decoders.end(), all.begin(), make_template);
    return all;
  }();
  static const Registry registry(templates);
  return registry;
}

std::vector<std::string> default_templates() {
  std::vector<std::string> names = template_catalog().names();
  names.resize(system_templates);
  return names;
}

}  // namespace bacelab
