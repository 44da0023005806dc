#include "experiments/results/create_variable.hpp"

#include "experiments/results/schema.hpp"

namespace bacelab {

hdf5::Dataset create_variable(const hdf5::Group& group, const VariableInfo& info,
                              const hdf5::Storage& storage) {
  hdf5::Dataset variable = group.create_dataset(info.name, storage);
  const hdf5::Attributes attributes = variable.attributes();
  attributes.write(schema::variable_attribute::units, info.units);
  attributes.write(schema::variable_attribute::long_name, info.long_name);
  attributes.write(schema::variable_attribute::description, info.description);
  return variable;
}

}  // namespace bacelab
