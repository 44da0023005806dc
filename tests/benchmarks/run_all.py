#!/usr/bin/python3
"""Measures whole programs, prints tables, and writes them into docs/performance.md; those of
intervals and precision targets into docs/statistics.md, of plugins into docs/plugins.md.

    tests/benchmarks/run_all.py                    everything: about an hour on a quiet machine
    tests/benchmarks/run_all.py queue memory       some of it; --list says what there is
    tests/benchmarks/run_all.py --quick            tries everything with small sizes, writes nothing

What is compared is measured in turn (A B A B ...), and ratios are taken within each round. Shown are
medians with minimum and maximum. setup/install.sh benchmarks installs what is compared with.
"""

import argparse
import pathlib
import sys
import tempfile

from cases import CASES, PERFORMANCE, document_of
from measure import machine
from measure.bench import Bench, Skipped
from measure.document import replace
from measure.programs import ROOT, Build, Failed, run
from measure.tables import markdown, text

DOCUMENTS = ROOT / "docs"
MACHINE = "machine"


def parse():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*", metavar="CASE", help="default: all")
    parser.add_argument("--list", action="store_true", help="say what there is, and end")
    parser.add_argument("--quick", action="store_true",
                        help="small sizes and two rounds, to try the benchmarks themselves")
    parser.add_argument("--rounds", type=int, default=5, help="default: 5")
    parser.add_argument("--no-write", action="store_true", help="leave the documents as they are")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release",
                        help="the build tree, made with: cmake --preset release")
    parser.add_argument("--no-build", action="store_true", help="take the programs as they are")
    parser.add_argument("--scratch", type=pathlib.Path, help="where to write files of up to 3 GB")
    options = parser.parse_args()
    unknown = [name for name in options.cases if name not in CASES]
    if unknown:
        parser.error(f"there is no case {unknown[0]}; there are {', '.join(CASES)}")
    return options


def say(words):
    print(words, file=sys.stderr, flush=True)


def make(build, names):
    """Builds what the cases need, as far as it can be built here (SimGrid may be missing)."""
    if not (build.directory / "build.ninja").exists():
        run("cmake", "--preset", "release", "-S", ROOT, "-B", build.directory)
    known = run("ninja", "-C", build.directory, "-t", "targets", "all").stdout
    there = {line.partition(":")[0] for line in known.splitlines()}
    build.make({target for name in names for target in CASES[name].TARGETS} & there)


def write(document, name, content):
    """Brings a part of a document up to date."""
    path = DOCUMENTS / document
    path.write_text(replace(path.read_text(encoding="utf-8"), name, content), encoding="utf-8")


def measure(name, bench, options):
    """Measures a case. Returns whether it could be."""
    case = CASES[name]
    say(f"{name}: {case.TITLE} ...")
    try:
        table = case.run(bench)
    except Skipped as reason:
        say(f"{name}: skipped, {reason}")
        return False
    print(f"\n{case.TITLE}\n{text(table)}\n", flush=True)
    if not options.quick and not options.no_write:
        write(document_of(name), name, markdown(table))
    return True


def main():
    options = parse()
    if options.list:
        for name, case in CASES.items():
            print(f"{name:24}{case.TITLE}")
        return 0
    names = options.cases or list(CASES)
    build = Build(options.build)
    try:
        if not options.no_build:
            make(build, names)
        description = machine.describe()
        print(description)
        if machine.load() > 0.5:
            say(f"warning: this machine is at work (load {machine.load():.1f}): times mean little")
        with tempfile.TemporaryDirectory(prefix="bacelab-bench-", dir=options.scratch) as scratch:
            bench = Bench(build, pathlib.Path(scratch), 2 if options.quick else options.rounds,
                          options.quick)
            done = [measure(name, bench, options) for name in names]
    except Failed as error:
        say(f"error: {error}")
        return 1
    measured_here = any(ok and document_of(name) == PERFORMANCE for name, ok in zip(names, done))
    if not options.quick and not options.no_write and measured_here:
        write(PERFORMANCE, MACHINE, description)
    return 0 if all(done) else 3


if __name__ == "__main__":
    sys.exit(main())
