"""Where the CPU time of a study goes."""

from measure.programs import CONFIGS, answer
from measure.repeated import alternate, spread
from measure.tables import Table

NAME = "phases"
TITLE = "Where the time goes"
TARGETS = ("whole_time_study",)

STUDIES = {"paper.toml": 20_000, "paper_24_jobs.toml": 10_000, "quickstart.toml": 5_000,
           "mmc.toml": 20}


def percent(part, whole):
    return f"{100 * part / whole:.1f} %"


def run(bench):
    program = bench.build.program("whole_time_study")
    found = alternate(bench.rounds, {
        study: (lambda study=study, worlds=worlds: answer(
            program, CONFIGS / study, f"study.replications={bench.size(worlds, worlds // 20)}"))
        for study, worlds in STUDIES.items()})
    rows = []
    for study, answers in found.items():
        totals = [a["draw_s"] + a["run_s"] + a["metrics_s"] for a in answers]
        middle = answers[sorted(range(len(totals)), key=totals.__getitem__)[len(totals) // 2]]
        total = middle["draw_s"] + middle["run_s"] + middle["metrics_s"]
        rows.append([study, spread([a["worlds"] / t for a, t in zip(answers, totals)]),
                     spread([1e6 * a["run_s"] / a["jobs"] for a in answers]),
                     *(percent(middle[part], total) for part in ("draw_s", "run_s", "metrics_s"))])
    return Table(["study", "worlds per second and core", "µs per job and run", "drawing", "runs",
                  "metrics"], rows,
                 ["A world is drawn once and run under all policies of the study. Without output."])
