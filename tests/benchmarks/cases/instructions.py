"""Instructions by callgrind, which repeat exactly: the event loop, the path finder, link sharing."""

import shutil

from measure.bench import Skipped
from measure.callgrind import count
from measure.programs import CONFIGS, Failed, run as run_program
from measure.tables import Table

NAME = "instructions"
TITLE = "Instructions, by callgrind"
TARGETS = ("bacelab", "counted_event_loop", "counted_link_sharing", "counted_path_finder")


def scenario(bench, study, *settings):
    path = bench.scratch / f"{study}.json"
    words = [word for setting in settings for word in ("--set", setting)]
    path.write_text(run_program(bench.build.bacelab, "scenario", CONFIGS / study, "--replication", 0,
                                *words).stdout, encoding="utf-8")
    return path


def run(bench):
    if shutil.which("valgrind") is None:
        raise Skipped("valgrind is missing: setup/install.sh benchmarks")
    queue = scenario(bench, "mmc.toml", f"jobs.count={bench.size(20_000, 4_000)}")
    paper = scenario(bench, "paper_24_jobs.toml")
    moving = scenario(bench, "quickstart.toml")
    measurements = [("event loop: M/M/8 at load 0.8", "counted_event_loop", queue, "lcf")]
    for policy in ("bace", "lcf", "cr_ldf"):
        measurements += [
            (f"event loop: paper_24_jobs.toml, {policy}", "counted_event_loop", paper, policy),
            (f"event loop: quickstart.toml, {policy}", "counted_event_loop", moving, policy)]
    for regions in (6, 64, bench.size(256, 64)):
        measurements.append((f"path finder bace: {regions} regions", "counted_path_finder", regions))
    for jobs in (1, 4, 16, 64):
        measurements.append((f"sharing a link of {jobs} job{'s' if jobs > 1 else ''}",
                             "counted_link_sharing", jobs))
    rows = []
    for name, program, *words in measurements:
        command = (bench.scratch / "callgrind.out", bench.build.program(program), *words)
        first, again = count(*command), count(*command)
        if first != again:
            raise Failed(f"{name}: {first.instructions} instructions, then {again.instructions}")
        rows.append([name, f"{first.instructions / first.pieces:,.1f}", first.piece])
    return Table(["part", "instructions", "per"], rows,
                 ["Each was counted twice, with the same result. An event is an arrival or a finish."])
