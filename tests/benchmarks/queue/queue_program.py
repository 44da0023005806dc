"""What the Python programs that simulate the queue have in common, as queue_program.hpp."""

import array
import gc
import json
import os
import sys
import time

SERVERS = 8


def read_jobs():
    """[(arrival, service)], by arrival; the name of the file is the program's first word."""
    numbers = array.array("d")
    with open(sys.argv[1], "rb") as file:
        numbers.fromfile(file, os.path.getsize(sys.argv[1]) // numbers.itemsize)
    return list(zip(numbers[0::2], numbers[1::2]))


def measure(jobs, simulate):
    """Times `simulate`, which returns the sum of all waits."""
    gc.freeze()  # the jobs are not to be looked through by the garbage collector
    start = time.process_time()
    waits = simulate()
    cpu = time.process_time() - start
    print(json.dumps({"cpu_s": cpu, "jobs": len(jobs), "wait_mean": waits / len(jobs)}))
