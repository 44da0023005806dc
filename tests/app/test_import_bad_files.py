"""Files that `bacelab import` cannot read: it says file, line, column, value and what is accepted."""

import unittest

from program import BAD_INPUT, ProgramTest, bacelab

BOTH = ("--region", "A=a", "--region", "B=b")
GRID = "src_region,src_tier,dst_region,dst_tier,throughput_received,success\n"
LOCAL = "Datetime,Price (EUR/MWh)\n"
EURO = ("--rate", "EUR=1.08")
BERLIN = ("--utc-offset", "+01:00/eu")


class BadFiles(ProgramTest):
    def refused(self, kind, texts, *words):
        """The error about files, by name; none is written."""
        for name, text in texts.items():
            (self.directory / name).write_text(text)
        ended = bacelab("import", kind, *texts, *words, "-o", "out.csv", cwd=self.directory)
        self.assertEqual((ended.returncode, ended.stdout), (BAD_INPUT, ""), ended.stderr)
        self.assertFalse((self.directory / "out.csv").exists())
        return ended.stderr.removeprefix("bacelab: error: ").strip()

    def test_files_of_another_kind(self):
        self.assertEqual(
            self.refused("latency", {"x.csv": "src,dst,cost\na,b,0.02\n"}, *BOTH),
            "x.csv: no column says how long a round trip takes; allowed: avg_rtt, avg_ms, avg, rtt_ms, "
            "or --statistic NAME; its columns are src, dst, cost")
        self.assertEqual(
            self.refused("transfer-prices", {"x.csv": "src,dst,avg_ms\na,b,2\n"}, *BOTH),
            "x.csv: no column says what a transfer costs; allowed: cost, usd_per_gb, "
            "transfer_usd_per_gb, price, or --value-column NAME; its columns are src, dst, avg_ms")
        self.assertIn("no column says where a link begins",
                      self.refused("bandwidth", {"x.csv": LOCAL + "2023-01-01 00:00Z,1\n"}, *BOTH))
        self.assertIn("no column says when a price holds",
                      self.refused("prices", {"x.csv": "src,dst,avg_ms\na,b,2\n"}))

    def test_half_a_file(self):
        self.assertEqual(
            self.refused("bandwidth", {"x.csv": GRID + "a,P,b,P,5e9,True\na,P,b\n"}, *BOTH),
            "x.csv:3: has 3 fields, but there are 6 columns")
        self.assertEqual(
            self.refused("prices", {"x.csv": LOCAL + "2023-01-01 00:00Z,1\n2023-01-0"}, *EURO),
            "x.csv:3: has 1 field, but there are 2 columns")
        self.assertEqual(self.refused("latency", {"x.csv": ""}, *BOTH),
                         "x.csv: is empty; the first line must name the columns")
        self.assertEqual(self.refused("prices", {"x.csv": LOCAL}, *EURO, *BERLIN),
                         "x.csv: has no hour; at least one row is needed")

    def test_times(self):
        for rows, error in (
                ("2023-02-29 00:00Z,1\n", "x.csv:2: Datetime = 2023-02-29 00:00Z: must be a date"),
                ("2023-01-01 00:00Z,1\n2023-01-01 01:00,1\n",
                 "x.csv:3: Datetime = 2023-01-01 01:00: has no zone; allowed: times with one, or "
                 "--utc-offset x=+01:00"),
                ("2023-01-01 01:00Z,1\n2023-01-01 00:00Z,1\n",
                 "x.csv:3: Datetime = 2023-01-01 00:00Z: is not after 2023-01-01 01:00 UTC"),
                ("1672531200,1\n", "x.csv:2: Datetime = 1672531200: must be a date")):
            self.assertIn(error, self.refused("prices", {"x.csv": LOCAL + rows}, *EURO))

    def test_hours_of_summer_time_without_its_rule(self):
        twice = LOCAL + "2023-10-29 01:00,1\n2023-10-29 02:00,1\n2023-10-29 02:00,1\n"
        self.assertIn("x.csv:4: Datetime = 2023-10-29 02:00: is not after 2023-10-29 01:00 UTC of "
                      "the row above; allowed: each time once, in order (local times with summer "
                      "time: --utc-offset x=+01:00",
                      self.refused("prices", {"x.csv": twice}, *EURO, "--utc-offset", "+01:00"))
        (self.directory / "x.csv").write_text(twice)
        ended = bacelab("import", "prices", "x.csv", *EURO, *BERLIN, cwd=self.directory)
        self.assertEqual(len(ended.stdout.splitlines()), 4)

    def test_currencies_and_overlaps(self):
        germany = LOCAL + "2023-01-01 00:00Z,1\n2023-01-01 01:00Z,2\n"
        india = "Datetime,Price (INR/MWh)\n2023-01-01 00:00Z,1000\n"
        self.assertEqual(self.refused("prices", {"DE.csv": germany, "IN.csv": india}, *EURO),
                         "IN.csv: its prices are in INR/MWh; allowed: --rate INR=USD, what one INR is "
                         "worth")
        other = LOCAL + "2023-01-01 01:00Z,7\n"
        self.assertEqual(self.refused("prices", {"DE_1.csv": germany, "DE_2.csv": other}, *EURO),
                         "DE_2.csv: its price of 2023-01-01 01:00 is 0.00756 USD/kWh, but 0.00216 in "
                         "DE_1.csv; allowed: files of a zone that do not overlap, or agree where they "
                         "do")

    def test_values(self):
        self.assertEqual(
            self.refused("bandwidth", {"x.csv": GRID + "a,P,b,P,5e9,perhaps\n"}, *BOTH),
            "x.csv:2: success = perhaps: must be True or False")
        self.assertEqual(
            self.refused("prices", {"x.csv": LOCAL + "2023-01-01 00:00Z,12;3\n"}, *EURO),
            "x.csv:2: Price (EUR/MWh) = 12;3: must be a number in [-100000000, 100000000], in "
            "EUR/MWh")
        self.assertEqual(
            self.refused("transfer-prices", {"x.csv": "src,dst,cost\na,b,1\na,b,2\n"}, *BOTH),
            "x.csv:3: cost = 2: the price from a to b is 1 in a row before; allowed: one price per "
            "direction, in all files")


if __name__ == "__main__":
    unittest.main()
