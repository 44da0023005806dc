// The queue as a bare loop, the ceiling of what any simulator can do: the times at which the
// servers become free in an array, no events and no objects (Kiefer and Wolfowitz 1955).
#include <algorithm>
#include <array>

#include "tests/benchmarks/queue/queue_program.hpp"

int main(int argc, char** argv) {
  using namespace bacelab::queue;
  const auto jobs = read_jobs(argc, argv);
  measure(jobs, [&] {
    std::array<double, servers> free_s{};
    double waits = 0.0;
    for (const Job& job : jobs) {
      double& first = *std::min_element(free_s.begin(), free_s.end());
      const double start = std::max(job.arrival_s, first);
      waits += start - job.arrival_s;
      first = start + job.service_s;
    }
    return waits;
  });
}
