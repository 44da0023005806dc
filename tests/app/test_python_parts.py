"""Parts of policies in Python: the built-in ones again, what they see, and what they may get wrong."""

import unittest

import numpy as np

from program import (CONFIGS, INCOMPLETE, SOURCE, ProgramTest, bacelab, bits, mpirun, open_results,
                     reproducible_bits, settings)
from small_world import small_world

HEAD = "import bacelab, numpy as np\n"

#: Policies that are equal in all metrics, and their parts: (built in, parts in Python).
AGAIN = (
    ("bace", {"ordering": "priority", "allocator": "cheapest"}),
    ("bace_no_priority", {"allocator": "cheapest"}),
    ("lcf", {"ordering": "first_come", "path_finder": "single", "allocator": "in_order"}),
    ("bace_no_costmin", {"ordering": "priority", "allocator": "in_order"}),
)
PARTS = HEAD + '''
class Priority(bacelab.Ordering):
    """short jobs while the network is idle, jobs with little traffic while it is busy"""

    def score(self, state, jobs):
        assert jobs is state.pending and len(jobs) > 1
        alpha = state.utilisation
        longest = max(job.ideal for job in jobs)
        most = max(job.plan.demand[-1] for job in jobs)
        return [-((1 - alpha) * (1 - job.ideal / longest)
                  + alpha * (1 - job.plan.demand[-1] / most)) for job in jobs]


class FirstCome(bacelab.Ordering):
    """by arrival"""

    name = "first_come"

    def score(self, state, jobs):
        return np.array([job.arrival for job in jobs])


class Single(bacelab.PathFinder):
    """the cheapest region with free GPUs"""

    def find(self, state, plan, allocate):
        most = [plan.most_stages(*of_region) for of_region in enumerate(state.free_gpus)]
        taking = [region for region, stages in enumerate(most) if stages]
        if not taking:
            return None
        region = min(taking, key=lambda region: state.price[region])
        return allocate([(region,)], most[region])


class InOrder(bacelab.Allocator):
    """in path order"""

    name = "in_order"

    def order(self, state, path):
        return range(len(path))

    def allocate(self, state, plan, path, slots, k):
        stages = [1] * len(path)
        for i in self.order(state, path):
            stages[i] += min(slots[i] - 1, k - sum(stages))
        return stages


class Cheapest(InOrder):
    """the cheapest regions first"""

    name = "cheapest"

    def order(self, state, path):
        return sorted(range(len(path)), key=lambda i: (state.price[path[i]], path[i]))

    def cost(self, state, plan, path, stages):
        return sum(stage * plan.gpus * state.price[region]
                   for region, stage in sorted(zip(path, stages)))
'''

#: What each part may get wrong, and what is said of it.
MISTAKES = {
    "Ordering": ("score(self, state, jobs)", (
        ("return 3", "what score() returned is 3, of type int; allowed: a list of numbers"),
        ("return 'ab'", "what score() returned is 'ab', of type str"),
        ("return ['a' for _ in jobs]", "what score() returned: 'a', of type str"),
        ("return [1.0]", "the ordering gave 1 scores for"),
        ("return [float('nan')] * len(jobs)", "returned: nan, of type float; allowed: a number"),
        ("raise ValueError('no')", "score() raised ValueError: no (own_parts.py, line 5)"))),
    "PathFinder": ("find(self, state, plan, allocate)", (
        ("return state.now", "find() raised AttributeError"),
        ("return state.pending", "find() raised AttributeError"),
        ("return state.running", "the running jobs can be seen until"),
        ("return 3", "what find() returned is 3, of type int; allowed: (path, stages), or None"),
        ("return [0], [1], 2", "allowed: (path, stages), or None"),
        ("return [0], 1", "the stages that find() returned is 1, of type int"),
        ("return [3], [1]", "the path that find() returned: 3, of type int; allowed: whole "
                            "numbers from 0 to 2"),
        ("return [0, 2], [1, 1]", "job 0: there is no link from region 0 to region 2"),
        ("return [0], [4]", "job 0: 4 stages of 1 GPU are put into region 0"),
        ("return allocate([[0]], 3)", "find() raised RuntimeError: allocate() got 3 stages; "
                                      "allowed: those in plan.k (own_parts.py, line 5)"),
        ("return allocate([0], 4)", "allocate() got a path that is 0, of type int"),
        ("return allocate([[0, 0]], 4)", "allocate() got the path [0, 0], of type list; allowed: "
                                         "different regions, each linked to the next"),
        ("return allocate([[0, 2]], 4)", "allocate() got the path [0, 2]"))),
    "Allocator": ("allocate(self, state, plan, path, slots, k)", (
        ("return k", "what allocate() returned is 4, of type int; allowed: a list of numbers"),
        ("return [k - 1] + [0] * (len(path) - 1)", "what allocate() returned: 0, of type int"),
        ("return [1] * len(path)", "what allocate() returned is [1, 1], of type list; allowed: a "
                                   "number for each of 2 regions, at most 3, 3, together 4"),
        ("return [1, 1, 2]", "a number for each of 2 regions"),
        ("raise KeyError(k)", "allocate() raised KeyError: 4 (own_parts.py, line 5)"))),
}


class PartsTest(ProgramTest):
    @classmethod
    def study(cls, name, plugin, base, *policies):
        """A study with a plugin, and policies of parts: (name, parts by kind, blocking)."""
        lines = [base.read_text(), "[plugins]", f'files = ["{plugin}"]']
        for policy, parts, blocking in policies:
            lines += [f"[policies.{policy}]", f"blocking = {blocking}".lower()]
            lines += [f'{kind} = "{part}"' for kind, part in parts.items()]
        return cls.write(name + ".toml", "\n".join(lines) + "\n")

    BUILT_IN = {"ordering": "fcfs", "path_finder": "bace", "allocator": "cheapest_first"}

    @classmethod
    def simulate(cls, text, parts, *words):
        """One small world under the policy `own`, of the parts of a file and built-in ones."""
        plugin = cls.write("own_parts.py", text)
        study = cls.study("own", plugin, CONFIGS / "quickstart.toml",
                          ("own", cls.BUILT_IN | parts, False))
        return bacelab("simulate", cls.write("world.json", small_world()), "--policy", "own",
                       "--study", study, *cls.policies("own"), *words)

    @staticmethod
    def policies(*names):
        return settings("study.policies=[" + ", ".join(f'"{name}"' for name in names) + "]")


class BuiltInOnesAgain(PartsTest):
    MADE_OF = {"bace": ("bace", "bace", "cheapest_first", False),
               "bace_no_priority": ("fcfs", "bace", "cheapest_first", True),
               "lcf": ("fcfs", "single_cheapest", "path_order", True),
               "bace_no_costmin": ("bace", "bace", "path_order", False)}

    def test_all_metrics_are_equal_to_the_last_bit(self):
        plugin = self.write("own_parts.py", PARTS)
        own = []
        for built_in, parts in AGAIN:
            *names, blocking = self.MADE_OF[built_in]
            known = dict(zip(("ordering", "path_finder", "allocator"), names))
            own.append(("own_" + built_in, known | parts, blocking))
        for base, worlds in (("quickstart", 30), ("paper", 10), ("gpu_types", 10)):
            study = self.study("again_" + base, plugin, CONFIGS / f"{base}.toml", *own)
            both = [name for built_in, _ in AGAIN for name in (built_in, "own_" + built_in)]
            path = self.results_of(study, f"again_{base}.h5", *self.policies(*both),
                                   *settings(f"study.replications={worlds}"))
            results = open_results(path)
            metrics = [name for name, values in results.data_vars.items()
                       if values.dims == ("point", "replication", "policy")
                       and (name, base) != ("edges_refused_share", "gpu_types")]
            self.assertGreater(len(metrics), 16)
            for name in metrics:
                for built_in, _ in AGAIN:
                    with self.subTest(base=base, metric=name, policy=built_in):
                        expected, found = (bits(results[name].sel(policy=which).values)
                                           for which in (built_in, "own_" + built_in))
                        self.assertEqual(found, expected)

    def test_the_example_is_the_same_on_threads_and_ranks(self):
        words = settings("study.replications=12")
        study = SOURCE / "examples" / "parts.toml"
        reference = reproducible_bits(self.results_of(study, "reference.h5", *words))
        for name, more, options in (("threads", ("--threads", 3), {}),
                                    ("ranks", (), {"launcher": mpirun(2)})):
            path = self.results_of(study, f"{name}.h5", *words, *more, **options)
            self.assertEqual(reproducible_bits(path), reference, name)

    def test_threads_of_a_search_leave_the_allocator_to_one(self):
        plugin = self.write("one.py", PARTS.replace("stages = [1] * len(path)",
                                                    "stages = [1] * len(path); 1 // self.no"))
        study = self.study("one", plugin, CONFIGS / "large_topology.toml",
                           ("own", {"ordering": "fcfs", "path_finder": "bace",
                                    "allocator": "cheapest"}, True))
        path = self.results_of(study, "one.h5", *self.policies("own"), "--threads", 2,
                               "--threads-share", "paths", *settings(
                                   "study.replications=1", "jobs.count=2"), status=INCOMPLETE)
        self.assertIn("allocate() raised AttributeError",
                      str(open_results(path, "failures")["message"].values[0]))


class Seen(PartsTest):
    def test_an_ordering_sees_time_and_running_jobs_and_lives_for_a_run(self):
        plugin = self.write("watching.py", HEAD + """
class Watching(bacelab.Ordering):
    'watches'
    last = 0.0
    most = 0
    def score(self, state, jobs):
        assert self.last <= state.now, "another run's object"
        self.last = state.now
        self.most = max(self.most, len(state.running))
        assert all(job.start <= state.now for job in state.running)
        assert state.now < 3600 or self.most, "nothing has run in an hour"
        return [job.arrival - state.now for job in jobs]
""")
        study = self.study("watching", plugin, CONFIGS / "quickstart.toml",
                           ("own", {"ordering": "watching", "path_finder": "bace",
                                    "allocator": "cheapest_first"}, True))
        path = self.results_of(study, "watching.h5", *self.policies("own", "bace_no_priority"),
                               *settings("study.replications=20"))
        means = open_results(path)["jct_mean"]
        self.assertEqual(bits(means.sel(policy="own").values),
                         bits(means.sel(policy="bace_no_priority").values))

    def test_the_trace_has_the_places_that_the_allocator_was_asked_for(self):
        said = self.simulate(PARTS, {"path_finder": "single", "allocator": "cheapest"}, "--trace")
        self.assertEqual(said.returncode, INCOMPLETE, said.stderr)  # two jobs need two regions
        self.assertIn("the path finder finds no place", said.stdout)


class Mistakes(PartsTest):
    def test_each_is_named_with_job_and_line(self):
        for base, (signature, mistakes) in MISTAKES.items():
            kind = "path_finder" if base == "PathFinder" else base.lower()
            for statement, said in mistakes:
                text = HEAD + (f"class Mistake(bacelab.{base}):\n  'wrong'\n  def {signature}:\n"
                               f"    {statement}\n")
                with self.subTest(statement):
                    self.assert_refused(self.simulate(text, {kind: "mistake"}),
                                        "policy own: at ", said)

    def test_what_is_kept_is_void(self):
        text = HEAD + """
class Keeping(bacelab.PathFinder):
    'keeps what it was given'
    kept = None
    def find(self, state, plan, allocate):
        if self.kept:
            return self.kept([[0]], plan.k[0])
        self.kept = allocate
        return allocate([[0]], plan.k[0])
"""
        self.assert_refused(self.simulate(text, {"path_finder": "keeping"}),
                            "allocate() can be called in find() alone (own_parts.py, line 8)")


if __name__ == "__main__":
    unittest.main()
