"""The queue in SimPy with as few processes as it can have: servers that take jobs from a store."""

import simpy

from queue_program import SERVERS, measure, read_jobs


def main():
    jobs = read_jobs()
    env = simpy.Environment()
    waiting = simpy.Store(env)
    waits = 0.0

    def serve():
        nonlocal waits
        while True:
            arrival, service = yield waiting.get()
            waits += env.now - arrival
            yield env.timeout(service)

    def source():
        for job in jobs:
            yield env.timeout(job[0] - env.now)
            waiting.put(job)

    def simulate():
        for _ in range(SERVERS):
            env.process(serve())
        env.process(source())
        env.run()
        return waits

    measure(jobs, simulate)


main()
