"""Why one policy did better than another in a world: bacelab explain."""

import json
import unittest

from program import CONFIGS, DONE, SOURCE, ProgramTest, bacelab, open_results, settings
from small_world import small_world


class Explain(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.results = cls.results_of(CONFIGS / "quickstart.toml", "q.h5",
                                     *settings("study.replications=71"))

    def explained(self, *words):
        ended = bacelab("explain", self.results, "--replication", 65, *words)
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        return ended.stdout

    def test_parts_add_up_to_what_the_results_have(self):
        answer = json.loads(self.explained("--against", "lcf", "--json"))
        runs = open_results(self.results).isel(point=0, replication=65)
        for name, key in (("bace", "metrics"), ("lcf", "against_metrics")):
            for metric, value in answer[key].items():
                self.assertEqual(float(runs[metric].sel(policy=name)), value, (name, metric))
        jobs = answer["jobs"]
        self.assertEqual([job["id"] for job in jobs], list(range(16)))
        completion = sum(job["waiting_s"] + job["computing_s"] + job["stalled_s"] for job in jobs)
        cost = sum(job["energy_usd"] + job["price_usd"] for job in jobs)
        for metric, found in (("jct_mean", completion / 16), ("cost", cost)):
            difference = answer["against_metrics"][metric] - answer["metrics"][metric]
            self.assertAlmostEqual(found, difference, delta=1e-9 * abs(difference))

    def test_a_swapped_decision_is_a_run(self):
        decisions = json.loads(self.explained("--against", "lcf", "--json"))["decisions"]
        self.assertGreater(len(decisions), 5)
        times = [decision["time_s"] for decision in decisions]
        self.assertEqual(times, sorted(times))
        for decision in decisions:
            self.assertNotEqual(decision["starts"], decision["other_starts"])
            free = {region["name"]: region["free_gpus"] for region in decision["state"]["regions"]}
            for start in decision["other_starts"]:
                for step in start["path"]:
                    free[step["region"]] -= step["stages"]
                self.assertIn(start["job"], decision["state"]["pending"])
            self.assertTrue(min(free.values()) >= 0)
        few = json.loads(self.explained("--against", "lcf", "--json", "--swaps", 3))
        self.assertEqual(few["decisions"], [decision for decision in decisions[:3]])

    def test_a_policy_of_the_same_parts_has_no_other_decision(self):
        answer = json.loads(self.explained(
            "--against", "twin", "--json", *settings(
                'study.policies=["bace", "lcf", "ldf", "cr_lcf", "cr_ldf", "twin"]', "policies.twin.ordering=bace",
                "policies.twin.path_finder=bace", "policies.twin.allocator=cheapest_first",
                "policies.twin.blocking=false")))
        self.assertEqual((answer["divergences"], answer["decisions"]), (0, []))
        self.assertEqual({job["waiting_s"] for job in answer["jobs"]}, {0.0})

    def test_what_a_reader_sees(self):
        text = self.explained("--against", "lcf")
        self.assertLessEqual(max(map(len, text.splitlines())), 100)
        answer = json.loads(self.explained("--against", "lcf", "--json"))
        worst = max(answer["jobs"], key=lambda job: abs(
            job["waiting_s"] + job["computing_s"] + job["stalled_s"]))
        rows = [line.split() for line in text.splitlines()]
        table = rows.index(["job", "template", "waiting", "comput.", "stalled", "all", "h", "energy",
                            "price", "transf.", "all", "USD"])
        self.assertEqual(rows[table + 1][0], str(worst["id"]))
        self.assertEqual(rows[table + 1][2], f"{worst['waiting_s'] / 3600:+.2f}")
        self.assertIn(f"at {answer['divergences']} instants of bace's run", text)
        self.assertIn("...", text)
        self.assertNotIn("more jobs", self.explained("--against", "lcf", "--all"))
        for policy in ("bace", "lcf"):
            self.assertIn(f"\n{policy}\njob  (. waits", text)

    def test_a_run_that_gets_stuck(self):
        world = self.write("small.json", small_world())
        ended = bacelab("explain", world, "--against", "lcf")
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        self.assertIn("3 jobs that one of them does not serve: left out", ended.stdout)
        self.assertIn("1.23 h: bace starts 1 on North:3 > South:1; lcf would have started nothing\n"
                      "    Swapped: unserved jobs +1, total cost -0.37 USD\n",
                      ended.stdout)
        answer = json.loads(bacelab("explain", world, "--against", "lcf", "--json").stdout)
        self.assertEqual([job["waiting_s"] for job in answer["jobs"]], [None] * 3)
        last = answer["decisions"][-1]
        self.assertEqual((last["jct_mean_s"], last["unserved_jobs"]), (None, 1))

    def test_the_page_has_what_the_program_says(self):
        block = (SOURCE / "docs" / "explain.md").read_text().split("```\n")[3]
        self.assertIn("Swapped", block)
        ended = bacelab("explain", self.results, "--replication", 70, "--against", "cr_lcf")
        self.assertIn(block, ended.stdout)

    def test_policies_of_a_scenario_and_of_a_plugin(self):
        world = self.write("world.json", bacelab("scenario", self.results, "--replication",
                                                 2).stdout)
        ended = bacelab("explain", world, "--against", "py_lcf", "--policy", "lcf", "--json",
                        "--plugin", SOURCE / "examples" / "lcf.py")
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        answer = json.loads(ended.stdout)
        self.assertEqual((answer["divergences"], answer["decisions"]), (0, []))

    def test_what_does_not_fit_is_refused(self):
        for words, *told in (
                (("--against", "bace"), "--against bace", "another policy"),
                (("--against", "sjf"), "'sjf'", "bace, lcf"),
                (("--against", "lcf", "--policy", "ldff"), "did you mean 'ldf'"),
                (("--against", "lcf", "--replication", 71), "0 to 70")):
            with self.subTest(words=words):
                self.assert_refused(bacelab("explain", self.results, "--replication", 0, *words)
                                    if "--replication" not in words else
                                    bacelab("explain", self.results, *words), *told)
        self.assert_refused(bacelab("explain", self.results, "--replication", 0), "--against")


if __name__ == "__main__":
    unittest.main()
