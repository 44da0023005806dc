#include "experiments/results/create_variable.hpp"

#include <catch2/catch.hpp>

#include "experiments/results/hdf5/file.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

TEST_CASE("chunks: a small study is one chunk", "[results]") {
  CHECK(box_chunk(2, 30, 6) == hdf5::Shape{2, 30, 6});
  CHECK(row_chunk(48) == hdf5::Shape{48});
}

TEST_CASE("chunks: many replications are divided evenly, one point a chunk", "[results]") {
  CHECK(box_chunk(5, 10000, 6) == hdf5::Shape{1, 2500, 6});
}

TEST_CASE("chunks: many points with few replications share a chunk", "[results]") {
  CHECK(box_chunk(10000, 1, 6) == hdf5::Shape{2500, 1, 6});
}

TEST_CASE("chunks: they never are larger than the study nor have an empty side", "[results]") {
  for (const std::size_t points : {1, 3, 1000, 70000}) {
    for (const std::size_t replications : {1, 7, 5000, 70000}) {
      for (const std::size_t policies : {1, 6, 20000}) {
        const hdf5::Shape chunk = box_chunk(points, replications, policies);
        CHECK((chunk[0] >= 1 && chunk[0] <= points));
        CHECK((chunk[1] >= 1 && chunk[1] <= replications));
        CHECK(chunk[2] == policies);
        CHECK((hdf5::element_count(chunk) <= 16384 || policies > 16384));
      }
    }
  }
}

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
