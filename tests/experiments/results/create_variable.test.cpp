#include "experiments/results/create_variable.hpp"

#include <catch2/catch.hpp>

#include "experiments/results/hdf5/file.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

TEST_CASE("create variable: it says what it is", "[results]") {
  const sample::ScratchDirectory directory;
  const hdf5::File file = hdf5::File::create(directory / "a.h5");
  const hdf5::Group root = file.root();
  create_variable(root, {"cost", "USD", "electricity cost", "Cost of all jobs."},
                  {hdf5::Element::float64, {2, 3}});
  const hdf5::Dataset cost = root.open_dataset("cost");
  CHECK(cost.shape() == hdf5::Shape{2, 3});
  CHECK(cost.element() == hdf5::Element::float64);
  CHECK(cost.attributes().names() == std::vector<std::string>{"description", "long_name", "units"});
  CHECK(cost.attributes().read_string("units") == "USD");
  CHECK(cost.attributes().read_string("long_name") == "electricity cost");
  CHECK(cost.attributes().read_string("description") == "Cost of all jobs.");
}

}  // namespace
}  // namespace bacelab
