#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "experiments/study/scenario/scenario_file.hpp"

/// A small scenario file, parts of which tests change.
namespace bacelab::sample {

/// Only what a scenario must have, besides a link.
inline const std::string scenario_text = R"({"schema": "bacelab-scenario-1",
 "gpu": {"peak_flops": 1e14, "efficiency": 0.5, "memory_bytes": 48e9, "power_w": 300},
 "regions": [
  {"name": "Ireland", "gpus": 6, "price": {"times_s": [0], "usd_per_kwh": [0.2]}},
  {"name": "Tokyo", "gpus": 4, "price": {"times_s": [0, 60], "usd_per_kwh": [0.3, -0.1]}}],
 "links": [{"a": "Tokyo", "b": "Ireland", "bandwidth": {"times_s": [0], "bit_per_s": [1e9]}}],
 "templates": [
  {"name": "small", "layers": 8, "hidden": 512, "sequence": 256, "vocabulary": 1000,
   "parameters": 3e7, "micro_batches": 4}],
 "jobs": [
  {"id": 7, "template": "small", "arrival_s": 10, "iterations": 2.5},
  {"id": 3, "template": "small", "arrival_s": 20, "iterations": 100}]})";

/// The text with `part`, which must stand in it once, replaced.
inline std::string replaced(std::string text, std::string_view part, std::string_view by) {
  const auto found = text.find(part);
  if (found == std::string::npos || text.find(part, found + 1) != std::string::npos) {
    throw std::logic_error("not once in the sample: " + std::string(part));
  }
  return text.replace(found, part.size(), by);
}

/// The sample with a part replaced.
inline std::string scenario_with(std::string_view part, std::string_view by) {
  return replaced(scenario_text, part, by);
}

/// The sample whose best stages are chosen by transfers, with keys more in either region.
inline std::string by_transfers(const std::string& ireland, const std::string& tokyo) {
  const std::string text = scenario_with(
      "{\"schema\"", R"({"pipeline": {"split": "even", "best_stages": "transfer"}, "schema")");
  return replaced(replaced(text, "\"gpus\": 6", "\"gpus\": 6" + ireland), "\"gpus\": 4",
                  "\"gpus\": 4" + tokyo);
}

inline Scenario read(const std::string& text) { return read_scenario(text, "world.json"); }

}  // namespace bacelab::sample
