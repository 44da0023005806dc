"""What a policy costs in a plugin: `bace`, and the same written again in tests/plugins/own_bace.cpp."""

import re

from measure.programs import CONFIGS, ROOT, answer, run as run_program
from measure.repeated import alternate, ratios, spread
from measure.tables import Table

NAME = "plugins"
TITLE = "paper_24_jobs.toml under bace, built in and in a plugin"
TARGETS = ("whole_time_study",)
DOCUMENT = "plugins.md"

POLICIES = {"bace": "built in", "own_bace": "plugin: three parts", "whole_bace": "plugin: whole policy"}


def write_study(bench):
    """The study with the plugin beside it, built with the compiler of the program."""
    cache = (bench.build.directory / "CMakeCache.txt").read_text(encoding="utf-8")
    compiler = re.search(r"^CMAKE_CXX_COMPILER:\w+=(.*)$", cache, re.MULTILINE)[1]
    run_program(compiler, "-std=c++20", "-O3", "-ffp-contract=off", "-fPIC", "-shared",
                "-Wl,-Bsymbolic", f"-I{ROOT}", ROOT / "tests" / "plugins" / "own_bace.cpp", "-o",
                bench.scratch / "own_bace.so")
    study = bench.scratch / "study.toml"
    text = (CONFIGS / "paper_24_jobs.toml").read_text(encoding="utf-8")
    study.write_text(text + '\n[plugins]\nfiles = ["own_bace.so"]\n', encoding="utf-8")
    return study


def run(bench):
    study = write_study(bench)
    worlds = bench.size(20_000, 500)
    found = alternate(bench.rounds, {
        policy: (lambda policy=policy: answer(
            bench.build.program("whole_time_study"), study, f'study.policies=["{policy}"]',
            f"study.replications={worlds}"))
        for policy in POLICIES})
    times = {policy: [1e6 * one["run_s"] / one["runs"] for one in answers]
             for policy, answers in found.items()}
    rows = [[where, spread(times[policy]), spread(ratios(times[policy], times["bace"]))]
            for policy, where in POLICIES.items()]
    return Table(["bace", "µs per run", "time, built in = 1"], rows,
                 [f"{worlds:,} worlds of 24 jobs, processor time of the runs. All decide the same."])
