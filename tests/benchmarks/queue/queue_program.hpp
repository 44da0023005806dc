#pragma once

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/benchmarks/clocks.hpp"

// What the programs that simulate a queue have in common: they read the same jobs from a file,
// count the processor time of the simulation alone, and print it with the mean wait.
namespace bacelab::queue {

/// The queue that all of them simulate.
inline constexpr int servers = 8;

struct Job {
  double arrival_s;
  double service_s;
};

/// Pairs of doubles, by arrival. The name of the file is the program's first word.
inline std::vector<Job> read_jobs(int argc, char** argv) {
  if (argc < 2) throw std::runtime_error("usage: PROGRAM JOBS");
  std::ifstream file(argv[1], std::ios::binary | std::ios::ate);
  if (!file) throw std::runtime_error(std::string("can't read ") + argv[1]);
  std::vector<Job> jobs(static_cast<std::size_t>(file.tellg()) / sizeof(Job));
  file.seekg(0);
  file.read(reinterpret_cast<char*>(jobs.data()),
            static_cast<std::streamsize>(jobs.size() * sizeof(Job)));
  return jobs;
}

/// Times `simulate`, which returns the sum of all waits.
template <class Simulate>
void measure(const std::vector<Job>& jobs, const Simulate& simulate) {
  const double start = cpu_seconds();
  const double waits = simulate();
  const double cpu = cpu_seconds() - start;
  std::printf("{\"cpu_s\": %.9g, \"jobs\": %zu, \"wait_mean\": %.17g}\n", cpu, jobs.size(),
              waits / static_cast<double>(jobs.size()));
}

}  // namespace bacelab::queue
