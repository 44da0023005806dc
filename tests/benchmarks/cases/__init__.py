"""What can be measured: a module a case, with a NAME, a TITLE, the TARGETS that must be built, and
run(bench), which returns a table; perhaps the DOCUMENT of docs that the table is written to."""

from cases import (
    compare, contour, controls, controls_coverage, coverage, coverage_of_runs, growth,
    instructions, job_count, large_topology, memory, million_runs, paper_worlds, phases, plugins,
    precision_rule, profile, queue_simulators, ranks_and_threads, second_implementation,
    selection, sensitivity_coverage, warmup_coverage,
)

CASES = {case.NAME: case for case in (
    queue_simulators, second_implementation, phases, job_count, growth, paper_worlds,
    ranks_and_threads, large_topology, memory, million_runs, compare, instructions, profile,
    controls, controls_coverage, coverage, coverage_of_runs, precision_rule, selection, contour,
    sensitivity_coverage, warmup_coverage, plugins,
)}

#: Where the tables of most cases go; cases there are measurements of this machine.
PERFORMANCE = "performance.md"


def document_of(name):
    """The file of docs that has the table of a case."""
    return getattr(CASES[name], "DOCUMENT", PERFORMANCE)
