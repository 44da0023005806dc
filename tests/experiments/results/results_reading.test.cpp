#include "experiments/results/results_variables.hpp"

#include <catch2/catch.hpp>
#include <cstdint>

#include "core/errors.hpp"
#include "experiments/results/hdf5/file.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

TEST_CASE("results reading: a dimension that is a single number is refused", "[results]") {
  const sample::ScratchDirectory directory;
  const hdf5::File file = hdf5::File::create(directory / "a.h5");
  const hdf5::Group root = file.root();
  const hdf5::Attributes attributes = root.attributes();
  for (const char* name : {"title", "study", "program_version", "git_describe", "compiler"}) {
    attributes.write(name, "");
  }
  attributes.write("seed", std::uint64_t{1});
  attributes.write("bacelab_model", std::int64_t{1});
  root.create_dataset("point", {hdf5::Element::int64, {}});
  CHECK_THROWS_AS(read_description(root), InputError);
  CHECK_THROWS_WITH(read_description(root),
                    Catch::Contains("variable '/point' does not have one axis") &&
                        Catch::Contains("run the study again"));
}

}  // namespace
}  // namespace bacelab
