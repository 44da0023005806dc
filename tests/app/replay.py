"""What the tests that replay runs of a study share."""

import itertools
import json
import math

from program import (
    DONE, INCOMPLETE, ProgramTest, bacelab, open_jobs, open_results, settings,
)

NAMED = ("bace", "lcf", "ldf", "cr_lcf", "cr_ldf", "bace_no_priority", "bace_no_pathfinder",
         "bace_no_costmin", "bace_exhaustive")
# Columns of the job rows and what the answer calls them.
OF_A_JOB = {
    "job_id": "id", "arrival": "arrival_s", "start": "start_s", "finish": "finish_s",
    "jct": "jct_s", "wait": "wait_s", "slowdown": "slowdown", "stages": "stages",
    "regions": "regions", "energy": "energy_kwh", "cost": "cost_usd",
    "egress_bytes": "egress_bytes", "egress_cost": "egress_usd",
    "cost_total": "total_usd",
    "stalled_fraction": "stalled_fraction",
}
STUCK = 2


def policies(*names):
    """A setting of study.policies; the small study's own policy stays, since it has a table."""
    return f"study.policies={json.dumps([*names, 'own'])}"


def exact(value):
    """A text that two numbers share only if they are equal to the last bit; null is NaN."""
    return "nan" if value is None or math.isnan(value) else float(value).hex()


class Replay(ProgramTest):
    """A study, what its run has stored, and how to replay its runs."""

    def take(self, study, *pairs, status=DONE):
        self.words = settings("output.jobs=true", *pairs)
        self.study = study
        path = self.results_of(study, "replayed.h5", "--force", *self.words, status=status)
        self.runs = open_results(path)
        self.jobs = open_jobs(path).to_dataframe()

    def world(self, point, replication):
        """The file of a world."""
        ended = bacelab("scenario", self.study, "--point", point, "--replication", replication,
                        *self.words)
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        return self.write("world.json", ended.stdout)

    def assert_stored_run(self, answer, **box):
        """The answer has all metrics and all jobs of the stored run."""
        run = self.runs.sel(box)
        stored = {name: run[name].item() for name, runs in self.runs.items()
                  if "policy" in runs.dims and name != "status"}
        self.assertEqual(answer["metrics"].keys(), stored.keys())
        for metric, value in stored.items():
            self.assertEqual(exact(answer["metrics"][metric]), exact(value), metric)
        rows = self.jobs.loc[(self.jobs[list(box)] == list(box.values())).all(axis="columns")]
        for column, key in OF_A_JOB.items():
            self.assertEqual([exact(job[key]) for job in answer["jobs"]],
                             [exact(value) for value in rows[column]], column)

    def assert_all_replayed(self, by_study=False):
        """Replays the whole box; policies of the study's own always by the study."""
        points, replications = self.runs.sizes["point"], self.runs.sizes["replication"]
        for point, replication in itertools.product(range(points), range(replications)):
            world = self.world(point, replication)
            for policy in map(str, self.runs["policy"].values):
                box = {"point": point, "replication": replication, "policy": policy}
                study = ("--study", self.study, "--point", point, *self.words)
                with self.subTest(**box):
                    ended = bacelab("simulate", world, "--policy", policy, "--json",
                                    *(study if by_study or policy not in NAMED else ()))
                    stuck = self.runs["status"].sel(box) == STUCK
                    self.assertEqual(ended.returncode, INCOMPLETE if stuck else DONE, ended.stderr)
                    self.assert_stored_run(json.loads(ended.stdout), **box)
