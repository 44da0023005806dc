"""How many worlds control variates save in the studies of configs."""

from measure.programs import CONFIGS, answer, run as run_program
from measure.tables import Table

NAME = "controls"
TITLE = "Worlds saved by control variates"
TARGETS = ("bacelab",)
DOCUMENT = "statistics.md"

#: One point of each is enough, the first; these take seconds.
STUDIES = ("paper", "paper_24_jobs", "quickstart", "bandwidth_fluctuation", "bursty_arrivals",
           "diurnal", "gpu_types", "outages", "price_volatility", "trace_driven")


def factors(table):
    """By how many each policy's worlds are multiplied."""
    return [mean["worlds"]["value"] / table["pairs"] for mean in table["controlled"]["means"]]


def cell(table):
    saved = factors(table)
    return f"{min(saved):.1f} to {max(saved):.1f}"


def run(bench):
    worlds = bench.size(1_000, 200)
    rows = []
    for study in STUDIES:
        output = bench.scratch / f"{study}.h5"
        run_program(bench.build.bacelab, "run", CONFIGS / f"{study}.toml", "-o", output, "--force",
                    "--set", f"study.replications={worlds}")
        tables = answer(bench.build.bacelab, "compare", output, "--point", "0", "--control",
                        "--json", "--metric", "jct_mean", "cost")
        output.unlink()
        used = len(tables[0]["controlled"]["summaries"])
        rows.append([study, used, *(cell(table) for table in tables)])
    return Table(["study, first point", "summaries", "mean JCT", "cost"], rows,
                 [f"{worlds:,} worlds that ran, 20 times as many more drawn: by what the worlds are "
                  "multiplied, lowest to highest of the policies."])
