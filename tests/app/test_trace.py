"""`bacelab simulate --trace`: each decision, and why."""

import re
import unittest

from program import DONE, INCOMPLETE, ProgramTest, bacelab, into_a_closed_pipe, shows
from small_world import demand_bit_per_s, iteration_s, small_world

DEMAND_GBPS = demand_bit_per_s(4) / 1e9  # of all jobs, on four stages
CAPACITY_GBPS = 10.0  # of both links


class TraceTest(ProgramTest):
    @classmethod
    def simulate(cls, *words, change=lambda world: None, policy="bace"):
        world = cls.write("world.json", small_world(change))
        return bacelab("simulate", world, "--policy", policy, *words)

    @classmethod
    def trace(cls, **options):
        """The trace without the message of a stuck run."""
        text = cls.simulate("--trace", "--json", **options).stderr
        return re.sub("^bacelab: .*\n", "", text, flags=re.MULTILINE)

    @classmethod
    def rounds(cls, **options):
        """The lines of each round; the first one has the time."""
        rounds = []
        for line in cls.trace(**options).splitlines():
            if not line.startswith(" "):
                rounds.append([])
            rounds[-1].append(line)
        return rounds

    def assert_line(self, pattern, lines):
        """A line matches; returns what its groups caught."""
        for line in lines:
            if match := re.fullmatch(pattern, line.strip()):
                return match.groups()
        self.fail(f"no line is like {pattern}:\n" + "\n".join(lines))


class WhereItIsWritten(TraceTest):
    def test_before_the_results(self):
        plain, traced = self.simulate(), self.simulate("--trace")
        self.assertEqual((traced.returncode, traced.stderr), (DONE, ""))
        self.assertTrue(traced.stdout.endswith("\n\n" + plain.stdout))
        self.assertEqual(traced.stdout, self.trace() + "\n" + plain.stdout)

    def test_to_standard_error_with_json(self):
        plain, traced = self.simulate("--json"), self.simulate("--json", "--trace")
        self.assertEqual((traced.returncode, traced.stdout), (DONE, plain.stdout))
        self.assertIn("starts", traced.stderr)
        self.assertEqual(plain.stderr, "")

    def test_before_the_message_of_a_stuck_run(self):
        ended = self.simulate("--json", "--trace", policy="lcf")
        self.assertEqual(ended.returncode, INCOMPLETE)
        self.assertRegex(ended.stderr.splitlines()[-1], "^bacelab: the run under lcf got stuck")
        self.assertEqual(ended.stderr.count("bacelab:"), 1)

    def test_a_reader_that_leaves_is_no_error(self):
        def many(world):
            world["jobs"] = [{"id": i, "template": "small", "arrival_s": i, "iterations": 1e4}
                             for i in range(200)]

        world = self.write("many.json", small_world(many))
        ended = into_a_closed_pipe("simulate", world, "--policy", "bace", "--trace")
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))


class Decisions(TraceTest):
    """The large jobs 0 and 1 arrive first and need two regions, job 2 ten minutes later."""

    def test_every_round_has_its_time(self):
        times = []
        for first, *_ in self.rounds():
            (seconds, hours), = re.findall(r"^([\d.e+]+) s \(([\d.]+) h\)", first)
            self.assertTrue(shows(hours, float(seconds) / 3600), first)
            times.append(float(seconds))
        # A start gives a further round at its instant, if anything is left.
        duration_s = 13 / 11 * 1e5 * 11 * 2 * 8 * 1024 * 1024 / (DEMAND_GBPS * 1e9)
        for shown, expected in zip(
                times, (0, 0, 600, 600, 1214.126636, 1800, duration_s), strict=True):
            self.assertAlmostEqual(shown, expected, delta=1e-5)

    def test_every_round_has_the_network_utilisation(self):
        shown = [self.assert_line(r".*network utilisation ([\d.]+) %", [first])[0]
                 for first, *_ in self.rounds()]
        busy = 100 * DEMAND_GBPS / CAPACITY_GBPS
        for text, expected in zip(shown, (0, *5 * [busy], 0), strict=True):
            self.assertTrue(shows(text, expected), (text, expected))

    def test_jobs_stand_in_the_order_in_which_they_are_tried_with_their_priorities(self):
        # An idle network: 1 - I, so half as much work is worth 0.5.
        order = self.assert_line(r"order .*: 0:-?(\S+) 1:-?(\S+)", self.rounds()[0])
        self.assertEqual([float(score) for score in order], [0.5, 0])
        # Then busy: (1 - alpha)(1 - I), since all jobs demand the same.
        order = self.assert_line(r"order .*: 2:-?(\S+) 1:-?(\S+)", self.rounds()[2])
        self.assertTrue(shows(order[0], (1 - DEMAND_GBPS / CAPACITY_GBPS) * (1 - 1e4 / 2e5)))
        self.assertEqual(float(order[1]), 0)

    def test_no_priority_is_a_negative_zero(self):
        for _, order, *_ in self.rounds():
            self.assertNotRegex(order, r":-0\b(?!\.)")

    def test_arrivals_are_the_order_of_fcfs(self):
        rounds = self.rounds(policy="lcf")
        self.assert_line(r"order .*: 0:0 1:0", rounds[0])
        self.assert_line(r"order .*: 0:0 1:0 2:600", rounds[1])

    def test_candidates_stand_with_their_stages_and_price(self):
        first = self.rounds()[0]
        candidates = [line.strip() for line in first if "candidate" in line]
        # North 0.3, South 0.2 USD/kWh; every region on the path gets a stage.
        price = 0.3 * (1 * 0.3 + 3 * 0.2)
        for path, line in zip(("North:1 > South:3", "South:3 > North:1"), candidates, strict=True):
            shown, = self.assert_line(rf"candidate {path} at (\S+) USD/h", [line])
            self.assertTrue(shows(shown, price), line)
        self.assert_line(r"job 0 starts: 4 stages on North:1 > South:3 at \S+ USD/h", first)

    def test_a_price_has_the_transfers_that_the_allocator_counts(self):
        def priced(world):
            world["links"][0]["transfer_usd_per_gb"] = 1

        prices = []
        for policy in ("bace", "bace_total"):
            first, *_ = self.rounds(policy=policy, change=priced)
            price, = self.assert_line(r"job 0 starts: 4 stages on North:1 > South:3 at (\S+) USD/h",
                                      first)
            prices.append(float(price))
        gigabytes = 2 * 8 * 2 * 1024 * 1024 / 1e9
        transfers = gigabytes * 3600 / iteration_s(4)
        self.assertAlmostEqual(prices[1] - prices[0], transfers, delta=1e-3 * prices[1])

    def test_a_refusal_names_the_fewest_stages(self):
        rounds = self.rounds(policy="lcf")
        self.assert_line("no place: no region has free GPUs for 4 stages, the fewest that the job "
                         "may start with", rounds[0])

    def test_a_refused_edge_stands_with_residual_and_demand(self):
        first = self.rounds()[0]
        for edge in ("South > East", "East > South"):
            residual, demand = self.assert_line(
                rf"refused {edge}: residual (\S+) Gbit/s, demand (\S+) Gbit/s", first)
            self.assertTrue(shows(residual, 2), residual)
            self.assertTrue(shows(demand, DEMAND_GBPS), demand)

    def test_a_residual_is_what_running_jobs_leave(self):
        def two_more_gpus_at_each_end(world):
            for region, gpus in zip(world["regions"], ((1, 3), (3, 5))):
                region.update(gpus=gpus[1], capacity={"times_s": [0, 10], "gpus": list(gpus)})

        residual, demand = self.assert_line(
            r"refused North > South: residual (\S+) Gbit/s, demand (\S+) Gbit/s",
            self.rounds(change=two_more_gpus_at_each_end)[2])
        self.assertTrue(shows(residual, 8 - DEMAND_GBPS), residual)
        self.assertTrue(shows(demand, DEMAND_GBPS), demand)

    def test_every_tried_number_of_stages_stands_with_its_demand(self):
        third = self.rounds()[2]
        for stages in (4, 2):
            shown, = self.assert_line(rf"{stages} stages, demand (\S+) Gbit/s: .+", third)
            self.assertTrue(shows(shown, demand_bit_per_s(stages) / 1e9), shown)

    def test_a_dead_end_says_what_is_there(self):
        self.assert_line(r"dead end East: room for 2 of 4 stages", self.rounds()[0])

    def test_a_job_without_a_place_says_why(self):
        self.assert_line(r"job 1 \(large\)", self.rounds()[1])
        self.assert_line(r"no place: .+", self.rounds()[1])

    def test_a_blocking_policy_says_who_blocks(self):
        for decisions in self.rounds(policy="lcf"):
            self.assert_line(r"no place: .+", decisions)
            self.assert_line(r"job 0 is first in order and blocks all others", decisions)
        self.assertNotIn("blocks", self.trace())

    def test_a_job_like_the_one_before_has_no_place_either(self):
        def third_large_job(world):
            world["jobs"][2] = {"id": 2, "template": "large", "arrival_s": 0, "iterations": 3e5}

        self.assert_line(r"job 2 \(large\): no place, as .+",
                         self.rounds(change=third_large_job)[1])

    def test_every_start_stands_once(self):
        for policy in ("bace", "cr_lcf", "cr_ldf", "bace_no_priority", "bace_exhaustive"):
            starts = re.findall(r"^    job (\d+) starts: 4 stages|^    job (2) starts: 2 stages",
                                self.trace(policy=policy), re.MULTILINE)
            self.assertEqual(sorted(a or b for a, b in starts), ["0", "1", "2"], policy)


if __name__ == "__main__":
    unittest.main()
