"""The queue in SimPy, as its documentation writes it: one process per job and a resource."""

import simpy

from queue_program import SERVERS, measure, read_jobs


def main():
    jobs = read_jobs()
    env = simpy.Environment()
    servers = simpy.Resource(env, capacity=SERVERS)
    waits = 0.0

    def live(arrival, service):
        nonlocal waits
        with servers.request() as place:
            yield place
            waits += env.now - arrival
            yield env.timeout(service)

    def source():
        for arrival, service in jobs:
            yield env.timeout(arrival - env.now)
            env.process(live(arrival, service))

    def simulate():
        env.process(source())
        env.run()
        return waits

    measure(jobs, simulate)


main()
