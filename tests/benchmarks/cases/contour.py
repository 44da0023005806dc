"""How well a contour is found, and what it takes."""

from measure.google import counters
from measure.tables import Table

NAME = "contour"
TITLE = "Search of a contour"
TARGETS = ("benchmarks",)
DOCUMENT = "statistics.md"


def run(bench):
    found = counters(bench.build.program("benchmarks"),
                     bench.size("^contour/", "^contour/circle/"))
    rows = []
    for shape in bench.size(("circle", "line", "wave"), ("circle",)):
        for noise in ("0.02", "0.1", "0.3"):
            search = found[f"contour/{shape}/noise={noise}/search"]
            grid = found[f"contour/{shape}/noise={noise}/grid"]
            rows.append([shape, noise, f"{search['share_percent']:.1f} %",
                         f"{search['most_share_percent']:.1f} %",
                         f"{search['mean_distance']:.2f}", f"{grid['mean_distance']:.2f}",
                         f"{search['largest_distance']:.2f}", f"{grid['largest_distance']:.2f}",
                         f"{search['wrong_sides']:.2f}"])
    return Table(["contour", "noise", "runs of a full grid", "at most", "mean distance", "full grid",
                  "largest", "full grid", "points on a wrong side"], rows,
                 ["20 repetitions; 33 x 33 points, at most 400 replications; distances from the true "
                  "contour in cells of the lattice. Noise: standard deviation of the overhead in a "
                  "world, where the overhead varies by about 0.3 over the plane."])
