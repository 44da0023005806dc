#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "experiments/config/document.hpp"
#include "experiments/results/results_description.hpp"

namespace bacelab {

/// Which combinations of factor values a study runs at (docs/studies.md).
class Design {
 public:
  /// Factors with a value a point each, and for messages where each stands in the study file.
  /// Without factors there is one point.
  explicit Design(std::vector<Factor> factors = {}, std::vector<std::string> places = {},
                  DesignDescription description = {});

  [[nodiscard]] std::size_t points() const { return points_; }
  [[nodiscard]] const std::vector<Factor>& factors() const { return factors_; }
  [[nodiscard]] const DesignDescription& description() const { return description_; }
  /// Sets the document's keys to what the factors are at a point.
  void apply(std::size_t point, ConfigDocument& document) const;
  /// Sets those of the keys that the document does not give to what they are at the first point.
  void complete(ConfigDocument& document) const;

 private:
  void set(std::size_t factor, std::size_t point, ConfigDocument& document) const;

  std::vector<Factor> factors_;
  std::vector<std::string> places_;
  DesignDescription description_;
  std::size_t points_ = 1;
};

/// Reads [design] and [design.factors.NAME]. Throws InputError.
Design read_design(const ConfigSection& root);

}  // namespace bacelab
