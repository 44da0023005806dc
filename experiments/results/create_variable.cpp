#include "experiments/results/create_variable.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "experiments/results/schema.hpp"

namespace bacelab {
namespace {

constexpr std::size_t chunk_elements = 16384;

std::size_t divided_up(std::size_t a, std::size_t b) { return (a + b - 1) / b; }

/// The size of the parts when `size` is divided evenly into as few as have at most `most` each.
std::size_t balanced_part(std::size_t size, std::size_t most) {
  return divided_up(size, divided_up(size, std::max<std::size_t>(most, 1)));
}

}  // namespace

hdf5::Shape box_chunk(std::size_t points, std::size_t replications, std::size_t policies) {
  const std::size_t in_point = balanced_part(replications, chunk_elements / policies);
  const std::size_t in_chunk =
      in_point < replications ? 1 : balanced_part(points, chunk_elements / (in_point * policies));
  return {in_chunk, in_point, policies};
}

hdf5::Shape row_chunk(std::size_t rows) { return {balanced_part(rows, chunk_elements)}; }

hdf5::Dataset create_bare_dimension(const hdf5::Group& group, std::string_view name,
                                    std::size_t size) {
  std::array<char, 80> text{};
  std::snprintf(text.data(), text.size(),
                "This is a netCDF dimension but not a netCDF variable. %10zu", size);
  hdf5::Dataset dimension = group.create_dataset(name, {hdf5::Element::int64, {size}});
  dimension.make_scale(text.data());
  return dimension;
}

hdf5::Dataset create_variable(const hdf5::Group& group, const VariableInfo& info,
                              const hdf5::Storage& storage) {
  hdf5::Dataset variable = group.create_dataset(info.name, storage);
  const hdf5::Attributes attributes = variable.attributes();
  attributes.write(schema::variable_attribute::units, info.units);
  attributes.write(schema::variable_attribute::long_name, info.long_name);
  attributes.write(schema::variable_attribute::description, info.description);
  return variable;
}

void write_flags(const hdf5::Dataset& variable, std::span<const std::string_view> meanings) {
  std::vector<std::uint8_t> values;
  std::string words;
  for (const std::string_view meaning : meanings) {
    values.push_back(static_cast<std::uint8_t>(values.size()));
    words.append(words.empty() ? "" : " ").append(meaning);
  }
  variable.attributes().write_array<std::uint8_t>(schema::variable_attribute::flag_values, values);
  variable.attributes().write(schema::variable_attribute::flag_meanings, words);
}

}  // namespace bacelab
