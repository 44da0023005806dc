// Instructions of sharing a link again:  link_sharing JOBS A link that so many jobs cross, half of
// which get what they demand; its bandwidth changes at each call.
#include <cstdlib>
#include <iostream>

#include "core/simulation/network.hpp"
#include "tests/benchmarks/counted/counted_part.hpp"

namespace {

constexpr int calls = 1000;
constexpr bacelab::LinkIndex link(0);
bacelab::Network network;
double bandwidth = 0.0;

void share(double factor) {
  network.set_bandwidth(link, factor * bandwidth);
  network.share();
}

}  // namespace

[[gnu::noinline]] void counted_part() {
  for (int i = 0; i < calls / 2; ++i) {
    share(1.0);
    share(0.9);
  }
}

int main(int argc, char** argv) {
  using namespace bacelab;
  if (argc != 2) {
    std::cerr << "usage: link_sharing JOBS\n";
    return 2;
  }
  const auto jobs = static_cast<std::uint32_t>(std::atoi(argv[1]));
  network.reset(1, Schedule::overlapped);
  for (std::uint32_t i = 0; i < jobs; ++i) {
    const double demand = 1.0 + i % 7;
    network.add(link, {.job = JobIndex(i), .boundary = i, .demand = demand});
    bandwidth += std::min(demand, 4.0);
  }
  share(0.9);
  counted_part();
  counted::report("call", calls);
}
