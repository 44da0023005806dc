"""Skyplane's originals, if they are there: what `import` makes of them equals a recomputation."""

import csv
import unittest

from program import BAD_INPUT, DONE, ProgramTest, bacelab
from public_jobs import ORIGINALS, pandas

THROUGHPUT = ORIGINALS / "skyplane_throughput.csv"
LATENCY = ORIGINALS / "skyplane_latency.csv"
COST = ORIGINALS / "skyplane_cost.csv"
AWS_COST = ORIGINALS / "aws_transfer_costs.csv"


class PublicLinks(ProgramTest):
    @classmethod
    def setUpClass(cls):
        if not THROUGHPUT.is_file():
            raise unittest.SkipTest(f"no public measurements: {ORIGINALS} is not there; "
                                    "BACELAB_SAMPLE_DATA names the folder above another one")
        if pandas is None:
            raise unittest.SkipTest("python3-pandas is not there")
        super().setUpClass()

    def imported(self, kind, file, keys, *words):
        """The links, by their ends, and the notes."""
        regions = [word for key in keys for word in ("--region", f"{key}={key}")]
        ended = bacelab("import", kind, file, *regions, *words)
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        links = {(row["a"], row["b"]): row for row in csv.DictReader(ended.stdout.splitlines())}
        return links, ended.stderr

    def assert_links(self, links, column, expected):
        """`expected`: a series by both ends."""
        found = {ends: float(row[column]) for ends, row in links.items() if row[column]}
        self.assertEqual(set(found), set(expected.index))
        for ends, value in expected.items():
            self.assertAlmostEqual(found[ends], value, places=9, msg=str(ends))

    def of_tier(self, file, tier):
        table = pandas.read_csv(file)
        taken = (table["src_tier"] == tier) & (table["dst_tier"] == tier)
        return table[taken & (table["src_region"] != table["dst_region"])], len(table), taken

    def worse(self, table, value, reduce, ends=("src_region", "dst_region")):
        """Medians of directions, and of the two directions the worse."""
        medians = table.groupby(list(ends))[value].median().reset_index()
        first = medians[list(ends)].min(axis=1)
        second = medians[list(ends)].max(axis=1)
        return medians[value].groupby([first, second]).agg(reduce)

    def test_throughputs(self):
        for tier in ("PREMIUM", "STANDARD"):
            with self.subTest(tier):
                table, rows, taken = self.of_tier(THROUGHPUT, tier)
                keys = sorted(set(table["src_region"]) | set(table["dst_region"]))
                links, notes = self.imported("bandwidth", THROUGHPUT, keys, "--tier", tier,
                                             "--allow-missing")
                table = table.assign(gbps=table["throughput_received"] / 1e9)
                self.assert_links(links, "gbit_per_s", self.worse(table, "gbps", "min"))
                self.assertIn(f"read {rows} rows", notes)
                self.assertIn(f"took {len(table)} samples of throughput", notes)
                self.assertIn(f"{(~taken).sum()} of another network tier at either end", notes)

    def test_the_spelling_and_the_failures_of_the_later_grid(self):
        table = pandas.read_csv(THROUGHPUT)
        table = table[(table["src_tier"] == "PREMIUM") & (table["dst_tier"] == "PREMIUM")]
        table = table.rename(columns={"throughput_received": "throughput_recieved"})
        table["success"] = [i % 3 > 0 for i in range(len(table))]
        table.loc[~table["success"], "throughput_recieved"] = None
        later = self.directory / "later.csv"
        table.to_csv(later, index=False)
        kept = table[table["success"]]
        keys = sorted(set(kept["src_region"]) | set(kept["dst_region"]))
        links, notes = self.imported("bandwidth", later, keys, "--allow-missing")
        self.assertIn(f"{(~table['success']).sum()} of failed measurements", notes)
        kept = kept.assign(gbps=kept["throughput_recieved"] / 1e9)
        self.assert_links(links, "gbit_per_s", self.worse(kept, "gbps", "min"))

    def test_round_trip_times_of_one_tier(self):
        table, rows, taken = self.of_tier(LATENCY, "PREMIUM")
        keys = sorted(set(table["src_region"]) | set(table["dst_region"]))
        measured = self.worse(table, "avg_rtt", "max")
        links, notes = self.imported("latency", LATENCY, keys, "--allow-missing",
                                     "--missing-rtt", "12345")
        self.assertEqual(len(links), len(keys) * (len(keys) - 1) // 2)
        of_file = {ends: row for ends, row in links.items() if row["rtt_ms"] != "12345"}
        self.assert_links(of_file, "rtt_ms", measured)
        self.assertIn(f"read {rows} rows", notes)
        self.assertIn(f"{(~taken).sum()} of another network tier at either end", notes)
        self.assertGreater(min(float(row["rtt_ms"]) for row in links.values()), 0.0)

    def test_all_regions_of_the_grid_have_a_place(self):
        keys = sorted(set(pandas.read_csv(LATENCY)["src_region"]))
        links, notes = self.imported("latency", LATENCY, keys, "--allow-missing")
        self.assertEqual(len(links), len(keys) * (len(keys) - 1) // 2)
        self.assertRegex(notes, r"assumed a round-trip time of [\d.]+ ms between \S+ and \S+: ")

    def test_transfer_prices_of_clouds_and_of_aws(self):
        for file, to in ((COST, "dest"), (AWS_COST, "dst")):
            with self.subTest(file.name):
                table = pandas.read_csv(file)
                internet = (table[to] == "internet").sum()
                table = table[(table[to] != "internet") & (table["src"] != table[to])]
                keys = sorted(set(table["src"]) | set(table[to]))
                links, notes = self.imported("transfer-prices", file, keys, "--allow-missing")
                self.assert_links(links, "transfer_usd_per_gb",
                                  self.worse(table, "cost", "max", ("src", to)))
                if internet:
                    self.assertIn(f"{internet} to or from the internet", notes)

    def test_a_missing_round_trip_time_is_never_zero(self):
        words = ("--region", "Iowa=gcp:us-central1-a", "--region", "Ireland=aws:eu-west-1",
                 "--latency", LATENCY)
        ended = bacelab("import", "bandwidth", THROUGHPUT, *words)
        self.assertEqual(ended.returncode, BAD_INPUT)
        self.assertIn("nothing is known of gcp:us-central1-a and aws:eu-west-1 in either direction",
                      ended.stderr)
        self.assertIn("--missing-rtt", ended.stderr)
        ended = bacelab("import", "bandwidth", THROUGHPUT, *words, "--allow-missing")
        self.assertIn("assumed a round-trip time of 112.9 ms between Iowa and Ireland: 6431 km",
                      ended.stderr)
        self.assertIn("Iowa,Ireland,5.029044,112.9\n", ended.stdout)

    def test_several_files_are_taken_together(self):
        halves = []
        rows = THROUGHPUT.read_text().splitlines(keepends=True)
        for i in range(2):
            halves.append(self.directory / f"half{i}.csv")
            halves[i].write_text(rows[0] + "".join(rows[1 + i::2]))
        table, _, _ = self.of_tier(THROUGHPUT, "PREMIUM")
        keys = sorted(set(table["src_region"]))[:20]
        whole, _ = self.imported("bandwidth", THROUGHPUT, keys, "--allow-missing")
        both, notes = self.imported("bandwidth", halves[0], keys, halves[1], "--allow-missing")
        self.assertEqual(both, whole)
        self.assertEqual(notes.count("read 576 rows"), 2)


if __name__ == "__main__":
    unittest.main()
