// The queue in SimGrid, in its fastest style: the servers are actors that live as long as the
// simulation and take jobs from a queue; service is sleep.
#include <deque>

#include "tests/benchmarks/queue/queue_program.hpp"
#include "tests/benchmarks/queue/simgrid_queue.hpp"

int main(int argc, char** argv) {
  using namespace bacelab::queue;
  const auto jobs = read_jobs(argc, argv);
  const SimGridWorld world(argc, argv);
  double waits = 0.0;
  std::deque<const Job*> waiting;
  const auto filled = s4u::Semaphore::create(0);
  const auto work = [&] {
    for (;;) {
      filled->acquire();
      const Job* const job = waiting.front();
      waiting.pop_front();
      if (job == nullptr) return;
      waits += s4u::Engine::get_clock() - job->arrival_s;
      s4u::this_actor::sleep_for(job->service_s);
    }
  };
  const auto put = [&](const Job* job) {
    waiting.push_back(job);
    filled->release();
  };
  s4u::Actor::create("source", world.host(), [&] {
    for (const Job& job : jobs) {
      s4u::this_actor::sleep_until(job.arrival_s);
      put(&job);
    }
    for (int i = 0; i < servers; ++i) put(nullptr);
  });
  for (int i = 0; i < servers; ++i) s4u::Actor::create("server", world.host(), work);
  measure(jobs, [&] {
    world.run();
    return waits;
  });
}
