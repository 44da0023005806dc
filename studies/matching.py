"""Which assumptions agree with the published figures: tables of the answers of `bacelab match`.

    python3 studies/matching.py waves match1.json match2.json match3.json
    python3 studies/matching.py targets|together|factors match3.json
    python3 studies/matching.py one_world match_one_world.json

A target is reached by a point whose implausibility for it is at most the cut.
"""

import json
import sys

JCT_8 = ["jct_ldf", "jct_cr_ldf", "jct_lcf_cr_lcf", "jct_cr_lcf_over_lcf"]
PARTS = [f"no_{part}_{metric}" for part in ("priority", "pathfinder", "costmin")
         for metric in ("jct", "cost")]
SETS = [
    ("JCT of the baselines, 8 jobs", JCT_8),
    ("the same, and JCT without priority", JCT_8 + ["no_priority_jct"]),
    ("the same, and JCT without path finder, without allocator",
     JCT_8 + ["no_priority_jct", "no_pathfinder_jct", "no_costmin_jct"]),
    ("JCT and cost of the baselines, 8 jobs", JCT_8 + ["cost"]),
    ("these without the JCT of `cr_ldf`", [name for name in JCT_8 if name != "jct_cr_ldf"] + ["cost"]),
    ("without each part, JCT and cost", PARTS),
    ("JCT of 24 jobs, and that of `cr_ldf` with 8", ["jobs_24_jct", "jct_cr_ldf"]),
    ("all", None),
]


def read(file):
    with open(file, encoding="utf-8") as text:
        return json.load(text)


def share(part, whole):
    return f"{100 * part / whole:.2g} %" if whole else "-"


def row(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |")


def head(*titles):
    row(*titles)
    print("|---|" + "--:|" * (len(titles) - 1))


def waves(*files):
    head("after", "points", "not ruled out", "of the space")
    for number, answer in enumerate(map(read, files), 1):
        row(f"wave {number}", f"{answer['points']:,}", answer["points_left"],
            share(answer["places_left"], answer["places"]))


def span(target, low, high):
    if "overhead" in target["outputs"][0]["output"] or "over_case" in target:
        text = f"{100 * low:.1f}" if low == high else f"{100 * low:.1f} to {100 * high:.1f}"
        return text + " %"
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def targets(file):
    answer = read(file)
    head("target", "published", "nearest", "points that reach it")
    for target in answer["targets"]:
        nearest = [output["nearest"] for output in target["outputs"]]
        row(f"`{target['name']}`", span(target, target["low"], target["high"]),
            span(target, min(nearest), max(nearest)), target["reached"])


def reached(answer, names):
    """The points that reach all these targets, and the least of their largest implausibilities."""
    names = names or [target["name"] for target in answer["targets"]]
    worst = [max(sample["targets"][name] for name in names) for sample in answer["samples"]]
    return [sample for sample, largest in zip(answer["samples"], worst)
            if largest <= answer["cut"]], min(worst)


def together(file):
    answer = read(file)
    head("targets together", "targets", "points that reach them", "least implausibility")
    for title, names in SETS:
        points, least = reached(answer, names)
        row(title, len(names or answer["targets"]), len(points), f"{least:.1f}")


def value_text(value):
    return value if isinstance(value, str) else f"{value:.4g}"


def factors(file):
    """Which assumptions the points have that reach the JCT of the baselines."""
    answer = read(file)
    points, _ = reached(answer, JCT_8)
    head("assumption", "of the points that reach the JCT of the baselines", "of all")
    for part in answer["factors"]:
        if " to " in part["value"]:
            continue
        with_it = [point for point in points
                   if value_text(point["factors"][part["factor"]]) == part["value"]]
        row(f"{part['factor']} = {part['value']}", f"{len(with_it)} of {len(points)}",
            share(part["points"], answer["points"]))


def one_world(file):
    """If each figure is that of one world: what agrees then."""
    answer = read(file)
    head("if each figure is that of one world", "")
    row("points not ruled out", f"{answer['points_left']:,} of {answer['points']:,}")
    row("of the space", share(answer["places_left"], answer["places"]))
    row("points that reach all targets", len(reached(answer, None)[0]))


TABLES = {table.__name__: table for table in (waves, targets, together, factors, one_world)}
TABLES[sys.argv[1]](*sys.argv[2:])
