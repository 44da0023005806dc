// The queue in SimGrid, as it is written down most easily: an actor a job, which takes a place in a
// semaphore and sleeps.
#include "tests/benchmarks/queue/queue_program.hpp"
#include "tests/benchmarks/queue/simgrid_queue.hpp"

int main(int argc, char** argv) {
  using namespace bacelab::queue;
  const auto jobs = read_jobs(argc, argv);
  const SimGridWorld world(argc, argv);
  double waits = 0.0;
  const auto free = s4u::Semaphore::create(servers);
  const auto live = [&](const Job* job) {
    free->acquire();
    waits += s4u::Engine::get_clock() - job->arrival_s;
    s4u::this_actor::sleep_for(job->service_s);
    free->release();
  };
  s4u::Actor::create("source", world.host(), [&] {
    for (const Job& job : jobs) {
      s4u::this_actor::sleep_until(job.arrival_s);
      s4u::Actor::create("job", world.host(), [&live, &job] { live(&job); });
    }
  });
  measure(jobs, [&] {
    world.run();
    return waits;
  });
}
