#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

namespace bacelab::reference {

/// One case of paired.csv: named lists of numbers.
struct Case {
  std::string name;
  std::map<std::string, std::vector<double>> lists;

  /// All elements of a list. Throws std::out_of_range if the case has none of that name.
  [[nodiscard]] const std::vector<double>& list(const std::string& quantity) const {
    return lists.at(quantity);
  }
  /// The only element of a list.
  [[nodiscard]] double number(const std::string& quantity) const { return list(quantity).at(0); }
  /// The only element of a list, as a count.
  [[nodiscard]] std::size_t count(const std::string& quantity) const {
    return static_cast<std::size_t>(number(quantity));
  }
};

/// The cases of paired.csv (written by make_paired.py) whose names begin with `kind` and a
/// point, in the order of the file. Throws std::runtime_error if there are none.
inline std::vector<Case> cases(const std::string& kind) {
  std::ifstream file(std::filesystem::path(__FILE__).replace_filename("paired.csv"));
  std::vector<Case> found;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with(kind + ".")) continue;
    std::istringstream fields(line);
    std::string name;
    std::string quantity;
    std::string index;
    std::string value;
    std::getline(fields, name, ',');
    std::getline(fields, quantity, ',');
    std::getline(fields, index, ',');
    std::getline(fields, value);
    if (found.empty() || found.back().name != name) found.push_back({name, {}});
    found.back().lists[quantity].push_back(std::stod(value));
  }
  if (found.empty()) throw std::runtime_error("paired.csv has no case of kind " + kind);
  return found;
}

/// Equal to a relative error of 1e-9, however small the number.
inline Approx near(double expected) {
  return Approx(expected).epsilon(1e-9).margin(0.0).scale(0.0);
}

}  // namespace bacelab::reference
