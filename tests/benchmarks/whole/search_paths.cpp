// The path finder alone:  search_paths REGIONS THREADS CALLS
// prints the wall-clock and the CPU time of that many searches.
#include <cstdio>
#include <cstdlib>

#include "tests/benchmarks/clocks.hpp"
#include "tests/benchmarks/mesh_search.hpp"

int main(int argc, char** argv) {
  using namespace bacelab;
  if (argc != 4) {
    std::fputs("usage: search_paths REGIONS THREADS CALLS\n", stderr);
    return 2;
  }
  MeshSearch search(static_cast<std::size_t>(std::atoi(argv[1])), std::atoi(argv[2]));
  const int calls = std::atoi(argv[3]);
  search.find();  // its memory, and the threads
  const double wall = wall_seconds();
  const double cpu = cpu_seconds();
  for (int i = 0; i < calls; ++i) search.find();
  std::printf("{\"wall_s\": %.9g, \"cpu_s\": %.9g, \"calls\": %d}\n", wall_seconds() - wall,
              cpu_seconds() - cpu, calls);
}
