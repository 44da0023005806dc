#include "experiments/results/bare_dimension.hpp"

#include <array>
#include <cstdio>

namespace bacelab {

hdf5::Dataset create_bare_dimension(const hdf5::Group& group, std::string_view name,
                                    std::size_t size) {
  std::array<char, 80> text{};
  std::snprintf(text.data(), text.size(),
                "This is a netCDF dimension but not a netCDF variable. %10zu", size);
  hdf5::Dataset dimension = group.create_dataset(name, {hdf5::Element::int64, {size}});
  dimension.make_scale(text.data());
  return dimension;
}

}  // namespace bacelab
