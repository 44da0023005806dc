"""Coverage of the intervals of Sobol indices and of Morris' measures over seeds of a study, which
draw other designs and other worlds."""

import numpy as np

from measure import programs
from measure.programs import ROOT, answer
from measure.tables import Table

NAME = "sensitivity-coverage"
TITLE = "Coverage of the intervals of sensitivity measures over seeds, nominal 95 %"
TARGETS = ("bacelab",)
DOCUMENT = "statistics.md"

OUTPUTS = ("jct_mean", "overhead(jct_mean, cr_ldf)", "makespan", "energy",
           "overhead(cost, cr_ldf)")
#: A study and its measures.
STUDIES = (("saltelli", ("first", "total")), ("morris", ("mu", "mu_star")))
#: Settings of the worlds: of each scramble or trajectory, shared by all points.
WORLDS = ((), ("--set", "study.common_random_numbers=true"))


def estimates(program, path, output, measures):
    """[measure, factor, (value, lower, upper)] of an output."""
    found = answer(program, "sensitivity", path, "--output", output, "--json")
    rows = (found["sobol"] or found["morris"])["factors"]
    return [[[row[measure][end] for end in ("value", "lower", "upper")] for row in rows]
            for measure in measures]


def coverage(found):
    """Of all factors, in per cent, and the variance over seeds, its mean over factors: for each
    measure. Intervals are to hold the mean over seeds of [seed, measure, factor, end]."""
    values, lower, upper = np.moveaxis(np.array(found), 3, 0)
    mean = values.mean(axis=0)
    held = (lower <= mean) & (mean <= upper)
    return 100 * held.mean(axis=(0, 2)), values.var(axis=0, ddof=1).mean(axis=1)


def of_worlds(bench, name, measures, words):
    """Coverage and variance of all outputs of a study with these words on the command line."""
    found = {output: [] for output in OUTPUTS}
    path = bench.scratch / "sensitivity.h5"
    for seed in range(1, bench.size(41, 4)):
        programs.run(bench.build.bacelab, "run", ROOT / "configs" / f"sensitivity_{name}.toml", "-o",
                     path, "--force", "--set", f"study.seed={seed}", *words)
        for output in OUTPUTS:
            found[output].append(estimates(bench.build.bacelab, path, output, measures))
    return {output: coverage(of_seeds) for output, of_seeds in found.items()}


def rows_of(bench, name, measures):
    """A row for each output."""
    own, shared = (of_worlds(bench, name, measures, words) for words in WORLDS)
    for output in OUTPUTS:
        ratios = own[output][1] / shared[output][1]
        yield [f"{name}: {output}",
               *(f"{value:.0f}" for pair in zip(own[output][0], shared[output][0])
                 for value in pair), *(f"{ratio:.2f}" for ratio in ratios)]


def run(bench):
    rows = [row for name, measures in STUDIES for row in rows_of(bench, name, measures)]
    return Table(
        ["%", "S, mu", "S, mu: shared", "ST, mu*", "ST, mu*: shared", "variance of S, mu",
         "variance of ST, mu*"], rows,
        ["How often the intervals of all factors hold the mean over 40 seeds, in "
         "`configs/sensitivity_saltelli.toml` and `sensitivity_morris.toml`, by default and with "
         "worlds that all points share. The variance over seeds is divided by that with shared "
         "worlds. Numbers of 90 and more are known to +-2 points."])

