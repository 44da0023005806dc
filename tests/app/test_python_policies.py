"""Policies in Python: the built-in ones again, what they see, and what they may get wrong."""

import json
import os
import shutil
import signal
import unittest

import numpy as np

from program import (CONFIGS, DONE, INCOMPLETE, PROGRAM, SOURCE, ProgramTest, bacelab, bits, mpirun,
                     open_results, reproducible_bits, settings)
from running import ended, segments_of, start, until
from small_world import small_world

INTERRUPTED = 75
EXAMPLES = SOURCE / "examples"
#: What is known of a built-in policy's searches is not of a whole policy's.
INSIDE_A_SEARCH = {"head_of_line_blocked", "edges_refused_share"}

HEAD = "import bacelab, numpy as np\n"

#: Each decision stands for one kind of mistake, and what is said of it.
MISTAKES = (
    ("raise ValueError('no\\nidea')", "decide() raised ValueError: no idea (mistake.py, line 6)"),
    ("self.missing", "AttributeError"),
    ("import sys; sys.exit(3)", "SystemExit: 3"),
    ("state.free_gpus[0] = 3", "read-only"),
    ("state.price.flags.writeable = True", "WRITEABLE"),
    ("return {'a': 1}", "{'a': 1}, of type dict; allowed: a list of (job, path, stages), or None"),
    ("return job", "of type Job; allowed: a list"),
    ("return [job]", "allowed: (job, path, stages)"),
    ("return [(job, [0])]", "allowed: (job, path, stages)"),
    ("return [(job, 0, [1])]", "job 0: its path is 0, of type int"),
    ("return [(job, '0', [1])]", "job 0: its path is '0', of type str"),
    ("return [(job, [[0]], [1])]", "its path: [0], of type list"),
    ("return [(job, [3], [1])]", "its path: 3, of type int; allowed: whole numbers from 0 to 2"),
    ("return [(job, [-1], [1])]", "its path: -1"),
    ("return [(job, [10 ** 30], [1])]", "its path: 1000000"),
    ("return [(job, [True], [1])]", "its path: True, of type bool"),
    ("return [(job, [0], [1.0])]", "its stages: 1.0, of type float"),
    ("return [(job, [0], [float('nan')])]", "its stages: nan, of type float"),
    ("return [(job, [0], np.array([1.0]))]", "of type numpy.float64"),
    ("return [(job, [0], [np.array([1, 2])])]", "of type numpy.ndarray"),
    ("return [(job, [0], [0])]", "its stages: 0"),
    ("return [(99, [0], [1])]", "starts 99, of type int, which is not pending"),
    ("return [(0.0, [0], [1])]", "starts 0.0, of type float, which is not pending"),
    ("return [(job, [0, 0], [2, 2])]", "job 0: region 0 is on the path twice"),
    ("return [(job, [0], [4])]", "job 0: 4 stages of 1 GPU are put into region 0"),
    ("return [(job, [0, 1], [2, 2])] * 2", "starts a job twice"),
)

#: A file, and why it is refused.
BAD_FILES = (
    ("def f(:\n", "SyntaxError: invalid syntax (bad.py, line 1)"),
    (HEAD + "1 / 0\n", "ZeroDivisionError: division by zero (bad.py, line 2)"),
    (HEAD, "defines no policy"),
    (HEAD + "class A(bacelab.Part):\n  'a'\n", "defines no policy"),
    (HEAD + "class A(bacelab.Ordering):\n  'a'\n", "does not override score(self, state, jobs)"),
    (HEAD + "class A(bacelab.Policy):\n  'a'\n", "does not override decide(self, state)"),
    (HEAD + "class A(bacelab.Policy):\n  def decide(self, state): pass\n", "has no description"),
    (HEAD + "class A(bacelab.Policy):\n  'a'\n  name = 'a b'\n  def decide(self, state): pass\n",
     "has the name 'a b'"),
    (HEAD + "class A(bacelab.Policy):\n  'a'\n  time_limit = 0\n  def decide(self, state): pass\n",
     "has the time limit 0"),
    (HEAD + "class A(bacelab.Policy):\n  'a'\n  name = 'lcf'\n  def decide(self, state): pass\n",
     "there is a policy 'lcf' already"),
    (HEAD + "class A(bacelab.Policy):\n  'a'\n  parameters = [1]\n  def decide(self, state): pass\n",
     "has parameters that are a list"),
    (HEAD + "class A(bacelab.Policy):\n  'a'\n  parameters = {'x': (1, 2)}\n"
     "  def decide(self, state): pass\n", "allowed: (default, smallest, largest, description)"),
    (HEAD + "class A(bacelab.Policy):\n  'a'\n  parameters = {'x': (3, 1, 2, 'x')}\n"
     "  def decide(self, state): pass\n", "has a parameter 'x' whose default is not allowed"),
    (HEAD + "class A(bacelab.Policy):\n  'a'\n  parameters = {'random': (1, 1, 2, 'x')}\n"
     "  def decide(self, state): pass\n", "can't have this name"),
    (HEAD + "class A(bacelab.Policy):\n  'a'\n  def __init__(self): self.no\n"
     "  def decide(self, state): pass\n", "can't be made: AttributeError"),
)

#: Asserts what it sees, and then serves as first come, first served.
PROBE = HEAD + '''
KEPT = []

class Probe(bacelab.Policy):
    """Looks at everything"""

    parameters = {"wanted": (2, 1, 4, "stages")}

    def __init__(self):
        assert self.wanted in (2, 4)  # the default, when the file is loaded
        self.instants = []

    def decide(self, state):
        self.instants.append(state.now)
        assert self.instants == sorted(self.instants), "another run's object"
        assert state.gpus.tolist() == [3, 3, 2] and state.gpus.dtype.kind == "i"
        assert state.links.tolist() == [[0, 1], [1, 2]]
        assert state.link(2, 1) == 1 and state.link(0, 2) is None
        assert list(state.neighbours(1)) == [(0, 0), (2, 1)]
        assert state.capacity.tolist() == [8e9, 2e9] and state.total_capacity == 1e10
        assert (state.residual == state.capacity - state.demand).all()
        assert state.utilisation == state.demand.sum() / 1e10
        assert (state.free_gpus <= state.gpus).all()
        assert not any(a.flags.owndata for a in (state.free_gpus, state.price, state.demand))
        assert state.price[0] == (90.0 if state.now < 1800 else 30.0) and state.price[1] == 60.0
        busy = {job.id: job for job in state.running}
        held = sum(np.bincount(job.path, job.stages, 3) for job in busy.values())
        assert not busy or (state.gpus - held == state.free_gpus).all()
        for job in busy.values():
            assert sum(job.stages) == job.plan.k[job.option] and job.remaining_iterations > 0
            assert job.start <= state.now and job.iteration > 0
        ids = [job.id for job in state.pending]
        assert ids == sorted(ids) and not set(ids) & set(busy)
        job = state.pending[0]
        rigid = len(job.plan.k) == 1
        assert job.plan.k.tolist() == ([4] if rigid else [1, 2, 4]) and job.plan.gpus == 1
        assert job.plan.holds.shape == (len(job.plan.k), 3) and job.plan.holds.all()
        assert (job.plan.stage_time > 0).all() and (job.plan.iteration > 0).all()
        assert [job.plan.most_stages(1, free) for free in (0, 3, 4)] == (
            [0, 0, 4] if rigid else [0, 2, 4])
        assert job.ideal > 0
        for old in KEPT:
            try:
                old.running
                assert old is state
            except RuntimeError as error:
                assert "decide() has returned" in str(error)
        KEPT[:] = [state]
        print("seen")
        if sum(state.free_gpus[:2]) < self.wanted:
            return []
        first = min(3, int(self.wanted) - 1)
        return [[job.id, (0, 1), np.array([first, self.wanted - first], dtype=np.int8)]]
'''


class PythonTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.world = cls.write("world.json", small_world())

    @classmethod
    def study(cls, name, plugins, base=CONFIGS / "quickstart.toml"):
        """A study with plugins."""
        files = ", ".join(f'"{file}"' for file in plugins)
        return cls.write(name, f"{base.read_text()}\n[plugins]\nfiles = [{files}]\n")

    def simulate(self, policy, plugin, *words):
        return bacelab("simulate", self.world, "--policy", policy, "--plugin", plugin, *words)


class BuiltInOnesAgain(PythonTest):
    worlds = {"paper": 60, "quickstart": 60, "gpu_types": 20}

    def test_all_metrics_are_equal_to_the_last_bit(self):
        for base, worlds in self.worlds.items():
            study = self.study(f"{base}.toml", (EXAMPLES / "lcf.py", EXAMPLES / "bace.py"),
                               CONFIGS / f"{base}.toml")
            results = open_results(self.results_of(study, f"{base}.h5", *settings(
                f"study.replications={worlds}",
                'study.policies=["lcf", "py_lcf", "bace", "py_bace"]')))
            metrics = [name for name, values in results.data_vars.items()
                       if values.dims == ("point", "replication", "policy")
                       and name not in INSIDE_A_SEARCH]
            self.assertGreater(len(metrics), 15)
            for name in metrics:
                for policy in ("lcf", "bace"):
                    with self.subTest(base=base, name=name, policy=policy):
                        own, python = (results[name].sel(policy=which).values
                                       for which in (policy, "py_" + policy))
                        self.assertEqual(bits(own), bits(python))


class Reproducible(PythonTest):
    WORDS = settings("study.replications=24", 'study.policies=["random_policy", "bace"]')

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.toml = cls.study("random.toml", (EXAMPLES / "random_policy.py",))
        cls.reference = cls.results_of(cls.toml, "reference.h5", *cls.WORDS)

    def test_on_any_number_of_threads_and_ranks(self):
        for name, words, options in (("threads", ("--threads", 3), {}),
                                     ("ranks", (), {"launcher": mpirun(2)})):
            path = self.results_of(self.toml, f"{name}.h5", *self.WORDS, *words, **options)
            self.assertEqual(reproducible_bits(path), reproducible_bits(self.reference), name)

    def test_worlds_differ_in_what_is_random(self):
        means = open_results(self.reference)["jct_mean"].sel(policy="random_policy").values
        self.assertEqual(len(np.unique(means)), means.size)

    def test_one_thread_unless_asked(self):
        said = bacelab("run", self.toml, "-o", self.directory / "said.h5", *self.WORDS).stderr
        self.assertIn("on 1 rank x 1 thread\n", said)
        self.assertIn("start more ranks with mpirun", said)
        checked = bacelab("check", self.toml, *self.WORDS).stdout
        self.assertRegex(checked, r"(?m)^threads +1 thread ")
        self.assertRegex(checked, r"(?m)^input .*random_policy\.py \(xxh3:")

    def test_all_threads_if_no_policy_in_python_runs(self):
        built_in = (*self.WORDS, *settings('study.policies=["bace"]'))
        said = bacelab("run", self.toml, "-o", self.directory / "bace.h5", *built_in).stderr
        self.assertIn(f"on 1 rank x {len(os.sched_getaffinity(0))} thread", said)
        self.assertNotIn("start more ranks", said)

    def test_the_version_of_a_file(self):
        text = (EXAMPLES / "random_policy.py").read_text()
        for name, line, version in (("text", "__version__ = '1.2'", "1.2"),
                                    ("number", "__version__ = 3", "3"), ("none", "", "")):
            file = self.write(f"{name}.py", f"{text}\n{line}\n")
            path = self.results_of(self.study(f"{name}.toml", (file,)), f"{name}.h5", *self.WORDS)
            [plugin] = json.loads(open_results(path).attrs["plugins"])
            self.assertEqual(plugin["version"], version)
            listed = bacelab("policies", "--plugin", file).stdout.splitlines()[-1]
            self.assertEqual(listed, f"  {file}" + (f"  version {version}" if version else ""))

    def test_stopped_by_ctrl_c_and_resumed(self):
        path = self.directory / "stopped.h5"
        words = ("run", self.toml, "-o", path, *settings(
            "study.replications=600", 'study.policies=["random_policy", "bace"]'))
        process = start(*words, "--segment-seconds", 0)
        self.assertTrue(until(lambda: segments_of(path), process))
        process.send_signal(signal.SIGINT)
        status, text = ended(process)
        self.assertEqual(status, INTERRUPTED, text)
        self.assertNotIn("Traceback", text)
        again = bacelab(*words, "--resume")
        self.assertEqual(again.returncode, DONE, again.stderr)
        first = open_results(path).isel(replication=slice(24))
        for name in ("jct_mean", "cost"):
            self.assertEqual(bits(first[name].values),
                             bits(open_results(self.reference)[name].values))

    def test_another_file_is_another_study(self):
        plugin = self.write("changing.py", (EXAMPLES / "random_policy.py").read_text())
        study = self.study("changing.toml", (plugin,))
        self.results_of(study, "changing.h5", *self.WORDS)
        plugin.write_text(plugin.read_text() + "# changed\n")
        self.assert_refused(bacelab("run", study, "-o", self.directory / "changing.h5", "--resume",
                                    *self.WORDS), "changing.py")


class Mistakes(PythonTest):
    def test_each_is_named_with_policy_time_and_line(self):
        for statement, said in MISTAKES:
            plugin = self.write("mistake.py", HEAD + "class Mistake(bacelab.Policy):\n  'wrong'\n"
                                "  def decide(self, state):\n    job = state.pending[0]\n"
                                f"    {statement}\n")
            with self.subTest(statement):
                self.assert_refused(self.simulate("mistake", plugin), "policy mistake: at 0.0", said)

    def test_the_other_policies_keep_their_runs(self):
        plugin = self.write("fails.py", HEAD + "class Fails(bacelab.Policy):\n  'fails'\n"
                            "  def decide(self, state):\n    raise KeyError('nothing')\n"
                            "class Made(bacelab.Policy):\n  'is not made'\n"
                            "  parameters = {'x': (0, 0, 1, 'more than 0: fails')}\n"
                            "  def __init__(self):\n    assert self.x == 0, 'x is not 0'\n"
                            "  def decide(self, state): pass\n")
        path = self.results_of(self.study("fails.toml", (plugin,)), "fails.h5", *settings(
            "study.replications=3", 'study.policies=["fails", "made", "lcf"]',
            "policies.made.x=1"), status=INCOMPLETE)
        results = open_results(path)
        self.assertTrue(np.isfinite(results["jct_mean"].sel(policy="lcf")).all())
        self.assertTrue(np.isnan(results["jct_mean"].sel(policy="fails")).all())
        said = " ".join(map(str, open_results(path, "failures")["message"].values))
        for words in ("KeyError: 'nothing' (fails.py, line 5)", "x is not 0 (fails.py, line 10)"):
            self.assertIn(words, said)

    def test_a_decision_without_end(self):
        plugin = self.write("endless.py", HEAD + "class Endless(bacelab.Policy):\n  'no end'\n"
                            "  time_limit = 0.2\n  def decide(self, state):\n"
                            "    while True:\n      try: self.x = 1\n      except Exception: pass\n")
        self.assert_refused(self.simulate("endless", plugin),
                            "at 0.0", "decide() raised TookTooLong (endless.py, line ")
        path = self.results_of(self.study("endless.toml", (plugin,)), "endless.h5", *settings(
            "study.replications=2", 'study.policies=["endless", "lcf"]'), status=INCOMPLETE)
        self.assertTrue(np.isfinite(open_results(path)["jct_mean"].sel(policy="lcf")).all())

    def test_files_that_are_no_plugins(self):
        for text, said in BAD_FILES:
            plugin = self.write("bad.py", text)
            with self.subTest(said):
                self.assert_refused(bacelab("policies", "--plugin", plugin), "bad.py: ", said)

    def test_without_numpy(self):
        folder = self.directory / "no_numpy"
        folder.mkdir()
        (folder / "numpy.py").write_text("raise ImportError('there is no numpy')\n")
        ended_so = bacelab("policies", "--plugin", EXAMPLES / "lcf.py",
                           env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin"})
        self.assert_refused(ended_so, "lcf.py: ", "there is no numpy", "python3-numpy")

    def test_without_the_host(self):
        alone = self.directory / "bacelab"
        shutil.copy(PROGRAM, alone)
        said = bacelab("policies", "--plugin", EXAMPLES / "lcf.py", launcher=("bash", "-c",
                       f'shift; exec "{alone}" "$@"', "bash"))
        self.assert_refused(said, "lcf.py: ", "built without the host", "pybind11-dev")


class Seen(PythonTest):
    def test_a_policy_sees_what_there_is(self):
        plugin = self.write("probe.py", PROBE)
        ended_so = self.simulate("probe", plugin, "--set", "policies.probe.wanted=4", "--json")
        self.assertEqual(ended_so.returncode, DONE, ended_so.stderr)
        self.assertTrue(ended_so.stdout.startswith("{"))
        self.assertIn("seen", ended_so.stderr)

    def test_every_run_has_an_object_of_its_own(self):
        plugin = self.write("fresh.py", HEAD + """
class Fresh(bacelab.Policy):
    'knows the time'
    last = 0.0
    def decide(self, state):
        assert state.now >= self.last, "another run's object"
        self.last = state.now
        job = state.pending[0]
        most = [job.plan.most_stages(*of_region) for of_region in enumerate(state.free_gpus)]
        return [(job, [int(np.argmax(most))], [max(most)])] if max(most) else []
""")
        path = self.results_of(self.study("fresh.toml", (plugin,)), "fresh.h5", *settings(
            "study.replications=5", 'study.policies=["fresh", "bace"]'))
        self.assertEqual(float(open_results(path)["unserved_jobs"].sum()), 0.0)

    def test_parameters_are_listed_and_checked(self):
        plugin = self.write("listed.py", PROBE)
        listed = bacelab("policies", "--plugin", plugin).stdout
        self.assertIn("Looks at everything", listed)
        self.assertIn("wanted = 2 in [1, 4]: stages", listed)
        self.assert_refused(self.simulate("probe", plugin, "--set", "policies.probe.wanted=5"),
                            "wanted")


if __name__ == "__main__":
    unittest.main()
