// Instructions of the bandwidth-aware path finder:  path_finder REGIONS
#include <cstdlib>
#include <iostream>
#include <optional>

#include "tests/benchmarks/counted/counted_part.hpp"
#include "tests/benchmarks/mesh_search.hpp"

namespace {

constexpr int calls = 20;
std::optional<bacelab::MeshSearch> search;

}  // namespace

[[gnu::noinline]] void counted_part() {
  for (int i = 0; i < calls; ++i) search->find();
}

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: path_finder REGIONS\n";
    return 2;
  }
  search.emplace(static_cast<std::size_t>(std::atoi(argv[1])));
  if (!search->find()) {
    std::cerr << "path_finder: there is no path\n";
    return 1;
  }
  counted_part();
  bacelab::counted::report("call", calls);
}
