"""`bacelab policies`: which policies there are, and what they are made of."""

import json
import re
import unittest

from program import CONFIGS, DONE, ProgramTest, bacelab, into_a_closed_pipe, settings
from small_world import small_world

# Some of MODEL.md section 7: ordering, blocking, path finder, allocator.
NAMED = {
    "bace": ("bace", False, "bace", "cheapest_first"),
    "lcf": ("fcfs", True, "single_cheapest", "path_order"),
    "ldf": ("fcfs", True, "single_most_free", "path_order"),
    "cr_lcf": ("fcfs", True, "cross_cheapest", "path_order"),
    "cr_ldf": ("fcfs", True, "cross_greedy", "path_order"),
    "bace_no_priority": ("fcfs", True, "bace", "cheapest_first"),
    "bace_no_pathfinder": ("bace", False, "cross_greedy", "cheapest_first"),
    "bace_no_costmin": ("bace", False, "bace", "path_order"),
    "bace_exhaustive": ("bace", False, "exhaustive", "cheapest_first"),
    "bace_total": ("bace", False, "bace", "cheapest_total"),
    "bace_local": ("bace", False, "local_first", "cheapest_total"),
    "bace_frugal": ("bace", False, "local_first", "cheapest_total"),
}
KEY_OF = {"orderings": "ordering", "path_finders": "path_finder", "allocators": "allocator"}
FRACTION = {"name": "min_stage_fraction", "low": 0, "high": 1}


def without_description(parameter):
    return {key: value for key, value in parameter.items() if key != "description"}


class PoliciesTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.text = cls.listed()
        cls.lists = json.loads(cls.listed("--json"))

    @staticmethod
    def listed(*words):
        ended = bacelab("policies", *words)
        if (ended.returncode, ended.stderr) != (DONE, ""):
            raise AssertionError(f"exit status {ended.returncode}: {ended.stderr}")
        return ended.stdout

    def part(self, kind, name):
        [found] = [part for part in self.lists[kind] if part["name"] == name]
        return found


class Json(PoliciesTest):
    def test_a_policy_s_own_value_is_its_default(self):
        for name, most in (("bace_local", 1.0), ("bace_frugal", 0.5)):
            [policy] = [one for one in self.lists["policies"] if one["name"] == name]
            self.assertEqual(policy["parameters"][-1]["default"], most)
            ended = bacelab("check", CONFIGS / "paper.toml", "--resolved",
                            "--set", f'study.policies=["{name}"]')
            self.assertIn(f"max_stage_fraction = {most}", ended.stdout)

    def test_every_named_policy_with_its_parts(self):
        parts = {policy["name"]: tuple(
            policy[key] for key in ("ordering", "blocking", "path_finder", "allocator"))
            for policy in self.lists["policies"]}
        self.assertEqual(len(parts), len(self.lists["policies"]))
        self.assertLessEqual(NAMED.items(), parts.items())
        for policy in self.lists["policies"]:
            for kind, key in KEY_OF.items():
                self.assertIn(policy[key], [part["name"] for part in self.lists[kind]])

    def test_every_part(self):
        self.assertEqual(self.lists.keys(), {"policies", *KEY_OF, "whole_policies", "plugins"})
        self.assertEqual(self.lists["whole_policies"], [])
        for kind in KEY_OF:
            names = [part["name"] for part in self.lists[kind]]
            self.assertEqual(len(set(names)), len(names))
            for part in self.lists[kind]:
                self.assertEqual(
                    part.keys(), {"name", "description", "max_regions", "parameters"})
                self.assertTrue(part["description"])

    def test_parameters_stand_with_default_and_range(self):
        for things in self.lists.values():
            for thing in things:
                for one in thing["parameters"]:
                    self.assertLessEqual(one["low"], one["default"], thing["name"])
                    self.assertLessEqual(one["default"], one["high"], thing["name"])
                    self.assertTrue(one["description"])
        for finder, default in (("bace", 0.5), ("cross_greedy", 0)):
            self.assertEqual([without_description(one) for one in self.part(
                "path_finders", finder)["parameters"]], [{**FRACTION, "default": default}])

    def test_a_policy_has_the_parameters_and_the_limit_of_its_parts(self):
        for policy in self.lists["policies"]:
            parts = [self.part(kind, policy[key]) for kind, key in KEY_OF.items()]
            own = {"max_stage_fraction": 0.5} if policy["name"] == "bace_frugal" else {}
            self.assertEqual(policy["parameters"],
                             [{**one, "default": own.get(one["name"], one["default"])}
                              for part in parts for one in part["parameters"]])
            self.assertEqual(policy["max_regions"],
                             self.part("path_finders", policy["path_finder"])["max_regions"])
        self.assertEqual(self.part("path_finders", "exhaustive")["max_regions"], 8)
        self.assertIsNone(self.part("path_finders", "bace")["max_regions"])


class Text(PoliciesTest):
    def section(self, title):
        return re.search(rf"^{title}\n((?:  .*\n)+)", self.text, re.MULTILINE)[1]

    def test_a_table_of_the_named_policies(self):
        head, *rows = self.section("Policies").splitlines()
        self.assertEqual(re.split("  +", head.strip()),
                         ["ordering", "blocking", "path finder", "allocator", "parameters"])
        wanted = []
        for policy in self.lists["policies"]:
            first, *others = [one["name"] for one in policy["parameters"]]
            wanted.append([policy["name"], policy["ordering"], "yes" if policy["blocking"] else "no",
                           policy["path_finder"], policy["allocator"], first])
            wanted += [[name] for name in others]
        wanted[-1] += ["=", "0.5"]  # of bace_frugal
        self.assertEqual([row.split() for row in rows], wanted)

    def test_every_part_with_its_description(self):
        for title, kind in (("Orderings", "orderings"), ("Path finders", "path_finders"),
                            ("Allocators", "allocators")):
            text = " ".join(self.section(title).split())
            for part in self.lists[kind]:
                self.assertIn(f"{part['name']} {part['description']}", text)

    def test_a_parameter_with_its_default_range_and_meaning(self):
        text = " ".join(self.section("Path finders").split())
        for part in self.lists["path_finders"]:
            for one in part["parameters"]:
                self.assertIn(f"{one['name']} = {one['default']:g} in [{one['low']:g}, "
                              f"{one['high']:g}]: {one['description']}", text)
        self.assertIn("at most 8 regions", text)

    def test_how_a_parameter_is_set(self):
        self.assertIn("--set policies.NAME.PARAMETER=NUMBER", self.text)

    def test_lines_fit_into_a_pipe_s_100_columns(self):
        self.assertLessEqual(max(map(len, self.text.splitlines())), 100)

    def test_a_reader_that_leaves_is_no_error(self):
        for words in ((), ("--json",)):
            ended = into_a_closed_pipe("policies", *words)
            self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))


class TheListIsTrue(PoliciesTest):
    def simulate(self, policy, world):
        return bacelab("simulate", world, "--policy", policy, "--json")

    def test_every_named_policy_runs(self):
        world = self.write("world.json", small_world(lambda world: world["jobs"].pop(1)))
        for policy in self.lists["policies"]:
            answer = json.loads(self.simulate(policy["name"], world).stdout)
            self.assertEqual(answer["policy"], policy["name"])

    def test_a_study_can_combine_all_parts(self):
        combinations = [
            (ordering["name"], finder["name"], allocator["name"])
            for ordering in self.lists["orderings"] for finder in self.lists["path_finders"]
            for allocator in self.lists["allocators"]]
        pairs = []
        for number, (ordering, finder, allocator) in enumerate(combinations):
            pairs += [f"policies.p{number}.ordering={ordering}",
                      f"policies.p{number}.path_finder={finder}",
                      f"policies.p{number}.allocator={allocator}"]
        names = ["own", *(f"p{number}" for number in range(len(combinations)))]
        ended = bacelab("check", self.small_study(), "--resolved", *settings(
            *pairs, f"study.policies={json.dumps(names)}"))
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        for part in (part for kind in KEY_OF for part in self.lists[kind]):
            for one in part["parameters"]:
                self.assertIn(f"{one['name']} = {one['default']:g}", ended.stdout)

    def test_the_limit_of_regions_holds(self):
        def regions(count):
            def change(world):
                world["regions"] = [{**world["regions"][0], "name": f"R{i}"} for i in range(count)]
                world["jobs"] = world["jobs"][2:]
                del world["links"]

            return self.write(f"{count}.json", small_world(change))

        self.assertEqual(self.simulate("bace_exhaustive", regions(8)).returncode, DONE)
        self.assertEqual(self.simulate("bace", regions(9)).returncode, DONE)
        self.assert_refused(self.simulate("bace_exhaustive", regions(9)),
                            "bace_exhaustive", "at most 8 regions", "has 9")

    def test_an_unknown_policy_is_refused_with_the_nearest_and_all_known(self):
        world = self.write("world.json", small_world())
        for wrong, near in (("bcae", "bace"), ("BACE", "bace"), ("cr-ldf", "cr_ldf"),
                            ("bace_exhausting", "bace_exhaustive")):
            self.assert_refused(self.simulate(wrong, world), f"'{wrong}'",
                                f"did you mean '{near}'",
                                ", ".join(policy["name"] for policy in self.lists["policies"]))
        message = self.assert_refused(self.simulate("random", world), "'random'", "bace, lcf")
        self.assertNotIn("did you mean", message)
        self.assertIn("--study takes those of a study, --plugin those of a plugin", message)


class Trial(ProgramTest):
    """`bacelab policies --try`: a policy in random worlds of its own."""

    def test_a_policy_that_keeps_the_rules(self):
        ended = bacelab("policies", "--try", "cr_lcf",
                        "--set", "policies.cr_lcf.min_stage_fraction=0.5")
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        self.assertRegex(ended.stdout, r"^policy +cr_lcf, in 300 random worlds with [0-9,]+ jobs\n"
                                       r"rules +no rule broken in all 300 worlds\n"
                                       r"served +every job in all 300 worlds\n"
                                       r"repeated +the same to the last bit in all 300 worlds\n")

    def test_a_policy_that_a_study_makes_of_parts(self):
        study = self.small_study()
        ended = bacelab("policies", "--study", study, "--try", "own", "--point", "1")
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        self.assertRegex(ended.stdout, r"^policy +own, in 300 random worlds")
        self.assert_refused(bacelab("policies", "--study", study, "--try", "onw"),
                            "there is no policy 'onw'", "did you mean 'own'")
        self.assert_refused(bacelab("policies", "--study", study, "--try", "own", "--point", "2"),
                            "--point")
        self.assert_refused(bacelab("policies", "--study", study), "--try")
        self.assert_refused(bacelab("policies", "--study", study, "--try", "own",
                                    "--set", "policies.own.x=1"), "policies.own.x")

    def test_a_part_is_no_policy(self):
        for part, kind in (("sjf", "an ordering"), ("cross_greedy", "a path finder"),
                           ("path_order", "an allocator")):
            for where in ((), ("--study", self.small_study())):
                self.assert_refused(bacelab("policies", *where, "--try", part),
                                    f"'{part}' is {kind}", "--study STUDY.toml")

    def test_what_is_not_there_is_refused(self):
        self.assert_refused(bacelab("policies", "--try", "bcae"), "did you mean 'bace'",
                            "needs --study STUDY.toml")
        self.assert_refused(bacelab("policies", "--try", "bace", "--set", "policies.bace.x=1"),
                            "has no parameter 'x'")
        self.assert_refused(bacelab("policies", "--try", "bace", "--json"), "--json")
        self.assert_refused(bacelab("policies", "--set", "policies.bace.x=1"), "--try")


if __name__ == "__main__":
    unittest.main()
