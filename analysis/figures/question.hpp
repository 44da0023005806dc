#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analysis/comparison/comparison.hpp"
#include "analysis/figures/figure.hpp"
#include "analysis/selection/select.hpp"
#include "analysis/sensitivity/analyse.hpp"
#include "analysis/sensitivity/output_expression.hpp"

namespace bacelab {

/// What of a results file is to be shown. Each kind of figure uses what it needs.
struct FigureQuestion {
  Selection selection;               ///< filled in, as far as the file has baselines
  bool has_baselines = false;        ///< were they named, or are they all others?
  std::vector<std::string> metrics;  ///< of the file; the first for figures of one
  std::vector<std::size_t> points;   ///< of the design, ascending
  ComparisonSettings settings = {};
  OutputForm form = OutputForm::mean;
  bool differences = false;             ///< to the policy under test, in each world
  AxisScale scale = AxisScale::linear;  ///< of the axis of values
  std::string x = {};  ///< the factor of this axis; empty: the first that the points vary
  std::string y = {};
  SensitivitySettings sensitivity = {};
  std::string column = {};               ///< of the job rows
  std::size_t replication = 0;           ///< of one world
  std::optional<AxisRange> window = {};  ///< the time of a world that is shown, s; none: all
  std::optional<AxisRange> shades = {};  ///< between which shades change, in shown units
  std::optional<double> level = {};      ///< of the contour, in shown units; none: 0, but of means
  std::filesystem::path inputs = {};     ///< the folder to which the study's files are relative
};

}  // namespace bacelab
