"""Google Benchmark: programs of many small benchmarks."""

import json

from measure.programs import run


def counters(program, pattern, **environment):
    """{name of a benchmark: its entry, with its counters} of those that match."""
    answer = json.loads(run(program, f"--benchmark_filter={pattern}",
                            "--benchmark_format=json", **environment).stdout)
    return {entry["name"].removesuffix("/iterations:1"): entry for entry in answer["benchmarks"]}
