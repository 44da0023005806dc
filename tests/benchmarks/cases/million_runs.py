"""A study of a million runs: files while it runs, memory, and the merge; and many ranks on few cores."""

import os
import shutil
import signal

from measure.programs import CONFIGS, Failed, mpirun, run as run_program
from measure.repeated import spread
from measure.tables import Table
from cases.ranks_and_threads import seconds_of

NAME = "million-runs"
TITLE = "A million runs in one study"
TARGETS = ("bacelab",)

MANY_RANKS = 64


def segments_of(output):
    return list(output.with_name(output.name + ".segments").glob("*.segment"))


def require_equal(bench, first, second):
    if run_program(bench.build.bacelab, "diff", first, second).stdout != "equal to the last bit\n":
        raise Failed(f"{first} and {second} differ")


def run(bench):
    output = bench.scratch / "runs.h5"
    reference = bench.scratch / "one_rank.h5"
    study = (CONFIGS / "paper.toml", "--set", f"study.replications={bench.size(200_000, 5_000)}")

    def words(path, *more):
        return (bench.build.bacelab, "run", *study, "-o", path, "--threads", 1, *more)

    run_program(*words(reference, "--force"))
    files, kept_mb, computing, merging, merge_s = [], [], [], [], []
    for _ in range(bench.rounds):
        output.unlink(missing_ok=True)
        # Killed when all is computed, so that what there is can be counted, and merged alone.
        computed = run_program(*mpirun(2), *words(output), status=128 + signal.SIGKILL,
                               BACELAB_FAULT="merging")
        files.append(len(segments_of(output)))
        kept_mb.append(sum(os.path.getsize(path) for path in segments_of(output)) / 1e6)
        computing.append(computed.max_rss_mb)
        merged = run_program(*words(output, "--resume"))
        if "0 to go" not in merged.stderr or segments_of(output):
            raise Failed(f"this was no merge alone:\n{merged.stderr}")
        merging.append(merged.max_rss_mb)
        merge_s.append(merged.wall_s)
        require_equal(bench, reference, output)
    output.unlink()
    many = run_program(*mpirun(MANY_RANKS), *words(output))
    require_equal(bench, reference, output)
    result_mb = output.stat().st_size / 1e6
    for path in (output, reference):
        path.unlink()
    shutil.rmtree(f"{output}.segments", ignore_errors=True)
    return Table(
        ["paper.toml, 5 policies, 2 ranks", "value"],
        [["segments at the end", spread(files)],
         ["MB of segments", spread(kept_mb)],
         ["MB of the results file", result_mb],
         ["MB of the largest rank while computing", spread(computing)],
         ["MB while merging", spread(merging)],
         ["s to start, read all segments and merge", spread(merge_s)],
         [f"s of {MANY_RANKS} ranks on {len(os.sched_getaffinity(0))} cores", seconds_of(many)],
         [f"MB of the largest of {MANY_RANKS} ranks", many.max_rss_mb]],
        [f"{bench.size(1_000_000, 25_000):,} runs. All results are equal to those of one rank to the last bit."])
