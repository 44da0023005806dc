#pragma once

#include <string>
#include <vector>

#include "app/check/given_keys.hpp"
#include "experiments/study/study_reader.hpp"

namespace bacelab {

/// A figure that a GPU type or a template has from the catalog, or that follows from its others,
/// because the study does not set its key.
struct CatalogFigure {
  std::string path;   ///< of the key: "gpu.peak_flops"
  std::string table;  ///< "gpu"
  std::string key;    ///< "peak_flops"
  double value = 0.0;
  const char* unit = "";  ///< of the key
  double display = 1.0;   ///< how many of these a unit for people has
  const char* display_unit = "";
};

/// Those of the GPU types that regions have.
[[nodiscard]] std::vector<CatalogFigure> gpu_figures(const GivenKeys& given, const Study& study);

/// Those of the templates that are no keys of a resolved study.
[[nodiscard]] std::vector<CatalogFigure> template_figures(const GivenKeys& given,
                                                          const Study& study);

/// Both as comments of TOML that make a resolved study complete; empty if there are none.
[[nodiscard]] std::string catalog_comments(const GivenKeys& given, const Study& study);

}  // namespace bacelab
