"""What can be measured: a module a case, with a NAME, a TITLE, the TARGETS that must be built, and
run(bench), which returns a table."""

from cases import (
    growth, instructions, job_count, large_topology, memory, million_runs, paper_worlds, phases,
    profile, queue_simulators, ranks_and_threads, second_implementation,
)

CASES = {case.NAME: case for case in (
    queue_simulators, second_implementation, phases, job_count, growth, paper_worlds,
    ranks_and_threads, large_topology, memory, million_runs, instructions,
    profile,
)}
