#include "analysis/sensitivity/sensitivity_json.hpp"

#include <string>

#include <nlohmann/json.hpp>

#include "analysis/comparison/json_values.hpp"

namespace bacelab {
namespace {

using Json = nlohmann::ordered_json;

std::string name_of(WorldsOfDesign worlds) {
  switch (worlds) {
    case WorldsOfDesign::common:
      return "common";
    case WorldsOfDesign::independent:
      return "independent";
    case WorldsOfDesign::unknown:
      break;
  }
  return "unknown";
}

/// Over what the intervals are made.
std::string intervals_of(const Sensitivity& s, const char* independent_parts) {
  if (s.resampled == Resampled::nothing) return independent_parts;
  return s.resampled == Resampled::rows ? "rows" : "replications";
}

Json noise_of(const NoiseStatement& noise) {
  Json object;
  object["worlds"] = name_of(noise.worlds);
  object["replications"] = noise.replications;
  object["variance"] = json_of(noise.variance);
  object["variance_not_shared"] = json_of(noise.separate);
  return object;
}

Json sobol_of(const Sensitivity& s) {
  const SobolIndices& sobol = *s.sobol;
  Json object;
  object["scrambles"] = sobol.scrambles;
  object["rows"] = sobol.rows;
  object["mean"] = sobol.mean;
  object["variance"] = sobol.variance;
  object["noise_taken_out"] = sobol.noise;
  object["intervals"] = intervals_of(s, "scrambles");
  object["factors"] = Json::array();
  for (std::size_t i = 0; i < s.factors.size(); ++i) {
    Json row;
    row["factor"] = s.factors[i];
    row["first"] = json_of(sobol.first[i]);
    row["total"] = json_of(sobol.total[i]);
    object["factors"].push_back(row);
  }
  object["second"] = Json::array();
  for (const SecondOrderIndex& pair : sobol.second) {
    Json row;
    row["factors"] = {s.factors[pair.i], s.factors[pair.j]};
    row["index"] = json_of(pair.index);
    object["second"].push_back(row);
  }
  return object;
}

Json morris_of(const Sensitivity& s) {
  Json object;
  object["trajectories"] = s.trajectories;
  object["intervals"] = intervals_of(s, "trajectories");
  object["factors"] = Json::array();
  for (std::size_t i = 0; i < s.factors.size(); ++i) {
    const MorrisMeasures& measures = (*s.morris)[i];
    Json row;
    row["factor"] = s.factors[i];
    row["mu"] = json_of(measures.mu);
    row["mu_star"] = json_of(measures.mu_star);
    row["sigma"] = json_of(measures.sigma);
    row["effects"] = measures.effects;
    object["factors"].push_back(row);
  }
  return object;
}

}  // namespace

nlohmann::ordered_json to_json(const Sensitivity& s) {
  Json object;
  object["source"] = s.source;
  object["output"] = s.output;
  object["unit"] = s.unit;
  object["confidence"] = s.confidence;
  object["dropped"] = s.dropped;
  object["noise"] = noise_of(s.noise);
  object["resamples"] = s.bootstrap ? Json(s.bootstrap->resamples) : Json(nullptr);
  object["bootstrap_seed"] = s.bootstrap ? Json(s.bootstrap->seed) : Json(nullptr);
  object["sobol"] = s.sobol ? sobol_of(s) : Json(nullptr);
  object["morris"] = s.morris ? morris_of(s) : Json(nullptr);
  return object;
}

}  // namespace bacelab
