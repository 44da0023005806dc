"""`bacelab compare` of very many runs: its time, and memory that holds two columns at a time."""

from measure.programs import ROOT, run as run_program
from measure.repeated import alternate, spread
from measure.tables import Table

NAME = "compare"
TITLE = "Comparing nine policies in a million worlds"
TARGETS = ("bacelab",)

STUDY = ROOT / "tests" / "benchmarks" / "studies" / "nine_policies.toml"


def run(bench):
    sizes = {"all": bench.size(1_000_000, 20_000), "tenth": bench.size(100_000, 2_000)}
    paths = {name: bench.scratch / f"{name}.h5" for name in sizes}
    for name, replications in sizes.items():
        run_program(bench.build.bacelab, "run", STUDY, "-o", paths[name], "--threads", 2,
                    "--set", f"study.replications={replications}")

    def compare(name, *words):
        return run_program(bench.build.bacelab, "compare", paths[name], *words)

    measures = {
        f"{sizes['tenth']:,} worlds, all tables": lambda: compare("tenth"),
        f"{sizes['all']:,} worlds, all tables": lambda: compare("all"),
        f"{sizes['all']:,} worlds, one metric, one baseline":
            lambda: compare("all", "--metric", "cost", "--baseline", "lcf", "--csv"),
        f"{sizes['all']:,} worlds, one metric, eight baselines":
            lambda: compare("all", "--metric", "cost", "--csv"),
        f"{sizes['all']:,} worlds, one metric, eight baselines, BCa of 100 resamples":
            lambda: compare("all", "--metric", "cost", "--csv", "--interval", "bca",
                            "--resamples", 100),
    }
    found = alternate(bench.rounds, measures)
    file_mb = paths["all"].stat().st_size / 1e6
    for path in paths.values():
        path.unlink()
    return Table(["bacelab compare", "CPU s", "MB"],
                 [[name, *(spread([getattr(ended, part) for ended in all_ended])
                           for part in ("cpu_s", "max_rss_mb"))]
                  for name, all_ended in found.items()],
                 [f"A results file of {file_mb:,.0f} MB: {9 * sizes['all']:,} runs. All tables: of "
                  "mean completion time and cost, and of the mechanisms."])
