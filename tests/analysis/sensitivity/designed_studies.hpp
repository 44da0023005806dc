#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/results/sample_study.hpp"

namespace bacelab::samples {

/// The sample study with the two policies bace and lcf, with this many points and replications.
inline ResultsDescription study_of(std::size_t points, std::size_t replications) {
  ResultsDescription study = sample::study();
  study.study = "[study]\ncommon_random_numbers = true\n";
  study.points = points;
  study.replications = replications;
  std::vector<double> numbers;
  for (std::size_t point = 0; point < points; ++point) {
    numbers.push_back(static_cast<double>(point));
  }
  study.factors = {{"network.scale", "1", "", numbers}};
  return study;
}

/// A Saltelli design of one factor: A, B and AB_1 of each row, in one scramble or several.
inline ResultsDescription saltelli_study(std::size_t rows, std::size_t replications,
                                         std::size_t scrambles = 1) {
  ResultsDescription study = study_of(3 * rows * scrambles, replications);
  std::vector<std::int64_t> scramble;
  std::vector<std::int64_t> row;
  std::vector<std::int64_t> block;
  for (std::size_t point = 0; point < study.points; ++point) {
    scramble.push_back(static_cast<std::int64_t>(point / 3 / rows));
    row.push_back(static_cast<std::int64_t>(point / 3 % rows));
    block.push_back(static_cast<std::int64_t>(point % 3));
  }
  study.design = {"saltelli",
                  {{"second_order", 0}},
                  {{"scramble", "", scramble}, {"row", "", row}, {"block", "", block}}};
  return study;
}

/// A Morris design of one factor: this many trajectories of a start and a step of +0.5.
inline ResultsDescription morris_study(std::size_t trajectories, std::size_t replications) {
  ResultsDescription study = study_of(2 * trajectories, replications);
  std::vector<std::int64_t> trajectory;
  std::vector<std::int64_t> changed;
  std::vector<double> delta;
  for (std::size_t point = 0; point < study.points; ++point) {
    trajectory.push_back(static_cast<std::int64_t>(point / 2));
    changed.push_back(point % 2 == 0 ? -1 : 0);
    delta.push_back(point % 2 == 0 ? 0.0 : 0.5);
  }
  study.design = {"morris",
                  {},
                  {{"trajectory", "", trajectory}, {"changed", "", changed}, {"delta", "", delta}}};
  return study;
}

}  // namespace bacelab::samples
