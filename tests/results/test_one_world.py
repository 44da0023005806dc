"""bacelab.simulate with classes and objects: the same bits as the program's, in this process."""

import concurrent.futures
import contextlib
import importlib.util
import io
import json
import math
import multiprocessing
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import traceback
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BACELAB_BUILD", SOURCE / "build" / "release"))
sys.path.insert(0, str(BUILD / "python"))

import bacelab  # noqa: E402

EXAMPLES = SOURCE / "examples"
WORLDS = 24


class BySize(bacelab.Ordering):
    """The largest first"""

    parameters = {"sign": (1, -1, 1, "1: largest first")}

    def score(self, state, jobs):
        return [-self.sign * job.plan.k[-1] * job.ideal for job in jobs]


class FirstFit(bacelab.Policy):
    parameters = {"most": (100, 1, 100, "stages")}

    def __init__(self):
        self.instants = []
        self.rolled = []

    def decide(self, state):
        self.instants.append(state.now)
        self.rolled.append(self.random.random())
        self.state, self.price = state, state.price
        for job in state.pending:
            for region, free in enumerate(state.free_gpus):
                stages = job.plan.most_stages(region, min(free, self.most * job.plan.gpus))
                if stages:
                    return [(job, [region], [stages])]
        return None


def fails(decide):
    """FirstFit with another decide(), as a class of that name."""
    return type("Failing", (FirstFit,), {"decide": decide})


def classes_of(name):
    """The classes of an example, by name."""
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {key: one for key, one in vars(module).items() if isinstance(one, type)}


def class_of(name):
    """The policy of an example."""
    return next(one for one in classes_of(name).values() if issubclass(one, bacelab.Policy))


class OneWorld(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        os.environ.setdefault("BACELAB", str(BUILD / "bacelab"))
        if not os.access(os.environ["BACELAB"], os.X_OK):
            raise unittest.SkipTest("no program to run")
        if not any((BUILD / "python" / "bacelab").glob("_simulator*")):
            raise unittest.SkipTest("built without Python")
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.folder = pathlib.Path(directory.name)
        (cls.folder / "sized.py").write_text(
            pathlib.Path(__file__).read_text().split("\n\n\n")[1].join(["import bacelab\n", "\n"]))
        names = ["bace", "random_policy", "price_waiter", "parts"]
        files = [str(EXAMPLES / f"{name}.py") for name in names]
        text = (SOURCE / "configs" / "quickstart.toml").read_text()
        cls.study = cls.folder / "study.toml"
        cls.study.write_text(text + f"""
[plugins]
files = {json.dumps([*files, str(cls.folder / "sized.py")])}
[policies.price_waiter]
patience_hours = 2
[policies.py_bace]
min_stage_fraction = 0.25
[policies.sized]
ordering = "bysize"
blocking = true
path_finder = "cross_greedy"
allocator = "path_order"
sign = -1
[policies.even]
ordering = "bace"
blocking = false
path_finder = "bace"
allocator = "even"
[policies.all_own]
ordering = "response_ratio"
blocking = false
path_finder = "one_or_two"
allocator = "even"
""")
        cls.set = {"study.replications": WORLDS, "price.daily.amplitude": 0.3, "jobs.count": 12,
                   "study.policies": ["py_bace", "random_policy", "price_waiter", "sized",
                                      "even", "all_own"]}
        cls.runs = bacelab.open(bacelab.run(cls.study, cls.folder / "runs.h5", set=cls.set),
                                incomplete="keep")
        cls.worlds = [bacelab.scenario(cls.study, replication=i, set=cls.set)
                      for i in range(WORLDS)]
        cls.world = cls.worlds[0]

    def assert_same_bits(self, policy, name, **options):
        for replication, world in enumerate(self.worlds):
            metrics = bacelab.simulate(world, policy, **options).attrs["metrics"]
            run = self.runs.sel(point=0, replication=replication, policy=name)
            for metric, value in metrics.items():
                wanted = float(run[metric])
                self.assertTrue(value == wanted or value is None and math.isnan(wanted),
                                f"{name}, world {replication}: {metric}")

    def test_results_are_those_of_the_program(self):
        self.assert_same_bits(class_of("random_policy"), "random_policy")
        self.assert_same_bits(class_of("price_waiter"), "price_waiter",
                              parameters={"patience_hours": 2})
        self.assert_same_bits(class_of("bace"), "py_bace", parameters={"min_stage_fraction": 0.25})
        self.assert_same_bits({"ordering": BySize, "blocking": True, "path_finder": "cross_greedy",
                               "allocator": "path_order"}, "sized", parameters={"sign": -1})
        parts = classes_of("parts")
        self.assert_same_bits(parts["Even"], "even")
        self.assert_same_bits({"ordering": parts["ResponseRatio"](), "path_finder": parts["OneOrTwo"],
                               "allocator": parts["Even"]}, "all_own")

    def test_all_that_is_known_of_jobs_is_the_same(self):
        file = self.folder / "world.json"
        file.write_text(json.dumps(self.world))
        waiter = EXAMPLES / "price_waiter.py"
        theirs = bacelab.simulate(file, "price_waiter", plugins=[waiter])
        for world in (file, self.world):
            ours = bacelab.simulate(world, class_of("price_waiter"))
            self.assertTrue(ours.equals(theirs))
            self.assertEqual(ours.attrs, theirs.attrs)

    def test_a_part_alone_is_put_into_bace(self):
        class ByArrival(bacelab.Ordering):
            def score(self, state, jobs):
                return [job.arrival for job in jobs]

        ours = bacelab.simulate(self.world, ByArrival)
        self.assertEqual(ours.attrs.pop("policy"), "byarrival")
        theirs = bacelab.simulate(self.world, "bace_no_priority")
        self.assertTrue(ours.equals(theirs))
        self.assertEqual(ours.attrs["metrics"], theirs.attrs["metrics"])
        self.assertTrue(bacelab.simulate(self.world, {"ordering": ByArrival()}).equals(ours))

    def test_an_object_is_used_as_it_is_and_can_be_looked_at(self):
        policy = FirstFit()
        self.assertEqual(policy.most, 100)
        jobs = bacelab.simulate(self.world, policy)
        instants, rolled = policy.instants, policy.rolled
        self.assertGreaterEqual(len(instants), len(jobs))
        self.assertTrue(jobs.equals(bacelab.simulate(self.world, FirstFit)))
        policy.instants, policy.rolled, policy.most = [], [], 16
        narrow = bacelab.simulate(self.world, policy)
        self.assertEqual(narrow.stages.max(), 16)
        self.assertGreater(jobs.stages.max(), 16)
        self.assertTrue(narrow.equals(bacelab.simulate(self.world, FirstFit,
                                                       parameters={"most": 16})))
        self.assertEqual(policy.rolled[:10], rolled[:10])
        bacelab.simulate(self.worlds[1], policy)
        self.assertNotIn(rolled[0], policy.rolled[len(narrow):])

    def test_arrays_that_are_kept_stay_readable(self):
        policy = FirstFit()
        bacelab.simulate(self.world, policy)
        self.assertEqual(type(policy.price.base).__name__, "PyCapsule")
        self.assertTrue((policy.price > 0).all())
        self.assertTrue((policy.state.free_gpus <= policy.state.gpus).all())
        with self.assertRaisesRegex(RuntimeError, "returned"):
            policy.state.running

    def test_exceptions_are_raised_as_they_are(self):
        class Own(Exception):
            pass

        def decide(self, state):
            raise Own("here")

        try:
            bacelab.simulate(self.world, fails(decide))
            self.fail("nothing is raised")
        except Own as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
        self.assertEqual((last.filename, last.name, last.line),
                         (__file__, "decide", 'raise Own("here")'))

        class Unmade(FirstFit):
            def __init__(self):
                raise Own("made")

        with self.assertRaisesRegex(Own, "made"):
            bacelab.simulate(self.world, Unmade)

    def test_a_rule_that_is_broken_is_told_as_by_the_program(self):
        text = """
import bacelab

class Failing(bacelab.Policy):
    "a"
    def decide(self, state):
        return [(state.pending[0], [0, 0], [1, 1])]
"""
        (self.folder / "failing.py").write_text(text)
        names = {}
        exec(text, names)
        messages = []
        for policy, plugins in (("failing", [self.folder / "failing.py"]), (names["Failing"], [])):
            with self.assertRaisesRegex(bacelab.BacelabError, "region 0 is on the path twice") as e:
                bacelab.simulate(self.world, policy, plugins=plugins)
            messages.append(str(e.exception))
        self.assertEqual(*messages)

    def test_a_decision_that_takes_too_long(self):
        class Slow(FirstFit):
            time_limit = 0.2

            def decide(self, state):
                while True:
                    pass

        def message_of_slow():
            with self.assertRaises(bacelab.BacelabError) as raised:
                bacelab.simulate(self.world, Slow)
            self.assertIsInstance(raised.exception.__cause__, bacelab.TookTooLong)
            return str(raised.exception)

        self.assertRegex(message_of_slow(), "policy slow: at .* s, .*TookTooLong")
        ours, theirs = multiprocessing.get_context("fork").Pipe()
        child = os.fork()
        if child == 0:
            theirs.send(message_of_slow())
            os._exit(0)
        self.addCleanup(os.waitpid, child, 0)
        self.addCleanup(os.kill, child, signal.SIGKILL)
        self.assertTrue(ours.poll(30), "no time limit in a process that was forked")
        self.assertIn("TookTooLong", ours.recv())

    def test_ctrl_c_is_a_keyboard_interrupt(self):
        policy = fails(lambda self, state: os.kill(os.getpid(), signal.SIGINT))()
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            with self.assertRaises(KeyboardInterrupt):
                bacelab.simulate(self.world, policy)
        finally:
            signal.signal(signal.SIGINT, before)
        self.assertEqual(len(bacelab.simulate(self.world, FirstFit)), 12)

    def test_what_is_printed_is_shown_here(self):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            bacelab.simulate(self.world, fails(lambda self, state: print("seen")))
        self.assertIn("seen\n", printed.getvalue())

    def test_runs_within_runs_and_in_threads(self):
        class Outer(FirstFit):
            def decide(inner, state):
                bacelab.simulate(self.world, FirstFit)
                return super().decide(state)

        wanted = bacelab.simulate(self.world, FirstFit)
        self.assertTrue(bacelab.simulate(self.world, Outer).equals(wanted))
        with concurrent.futures.ThreadPoolExecutor(2) as threads:
            found = threads.map(lambda _: bacelab.simulate(self.world, FirstFit), range(8))
        self.assertTrue(all(jobs.equals(wanted) for jobs in found))

    def test_what_is_refused(self):
        one = FirstFit
        bad = {**self.world, "jobs": []}
        for error, message, policy, options in (
                (bacelab.BacelabError, "parameters: the policy 'firstfit' has no parameter 'mots' "
                 r"\(did you mean 'most'\?\); it has most", one, {"parameters": {"mots": 1}}),
                (bacelab.BacelabError, r"most = 0: must be a number in \[1, 100\]", one,
                 {"parameters": {"most": 0}}),
                (bacelab.BacelabError, "there is a policy 'lcf' already",
                 type("lcf", (one,), {}), {}),
                (bacelab.BacelabError, "there is no path finder 'bcae'.*did you mean 'bace'",
                 {"ordering": BySize, "path_finder": "bcae"}, {}),
                (bacelab.BacelabError, "the world: jobs", one, {"world": bad}),
                (ValueError, "an object: its attributes, such as policy.most =", one(),
                 {"parameters": {"most": 2}}),
                (TypeError, "{'most': 'x'}; allowed: numbers", one, {"parameters": {"most": "x"}}),
                (ValueError, "plugins are for the name of a policy", one, {"plugins": ["x.py"]}),
                (ValueError, "no 'orderign'; allowed: ordering", {"orderign": BySize}, {}),
                (ValueError, "has no class", {"ordering": "sjf"}, {}),
                (ValueError, "does not override score",
                 type("Empty", (bacelab.Ordering,), {}), {}),
                (TypeError, "'ordering' of a policy is .*; allowed: a name, or a class",
                 {"ordering": one}, {}),
                (TypeError, "'blocking' of a policy is 1; allowed: True, False",
                 {"ordering": BySize, "blocking": 1}, {}),
                (TypeError, "is no policy; allowed", dict, {})):
            with self.subTest(message), self.assertRaisesRegex(error, message):
                bacelab.simulate(**{"world": self.world, "policy": policy, **options})

    def test_without_the_module_only_objects_are_refused(self):
        code = ("import bacelab, json, sys\n"
                "world = json.load(sys.stdin)\n"
                "print(len(bacelab.simulate(world, 'lcf')))\n"
                "class Mine(bacelab.Ordering): pass\n"
                "bacelab.simulate(world, Mine)\n")
        ended = subprocess.run([sys.executable, "-c", code], input=json.dumps(self.world),
                               capture_output=True, text=True,
                               env={**os.environ, "PYTHONPATH": str(SOURCE / "python")})
        self.assertEqual(ended.stdout, "12\n")
        self.assertIn("BacelabError: a class or an object as a policy needs the module "
                      "bacelab._simulator", ended.stderr)
        self.assertIn("pybind11-dev", ended.stderr)


if __name__ == "__main__":
    unittest.main()
