"""The originals of sustain-cluster, if they are there: `import prices` equals a recomputation."""

import csv
import unittest

from program import BAD_INPUT, DONE, ProgramTest, bacelab
from public_jobs import ORIGINALS, pandas

GERMANY = ORIGINALS / "sustain_DE-LU_2023.csv"
INDIA = ORIGINALS / "sustain_IN_2023.csv"
TEXAS = ORIGINALS / "sustain_US-TEX-ERCO_2023.csv"
STANDARDIZED = ORIGINALS / "sustain_standardized_DE-LU_2023.csv"
EURO = ("--rate", "EUR=1.08")


class PublicPrices(ProgramTest):
    @classmethod
    def setUpClass(cls):
        if not GERMANY.is_file():
            raise unittest.SkipTest(f"no public prices: {ORIGINALS} is not there; "
                                    "BACELAB_SAMPLE_DATA names the folder above another one")
        if pandas is None:
            raise unittest.SkipTest("python3-pandas is not there")
        super().setUpClass()

    def imported(self, *words):
        """USD/kWh by hour of UTC, a column per region, and the notes."""
        ended = bacelab("import", "prices", *words)
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        rows = list(csv.DictReader(ended.stdout.splitlines()))
        hours = pandas.to_datetime([row["utc"] for row in rows], utc=True)
        columns = [name for name in rows[0] if name != "utc"]
        return pandas.DataFrame({name: [float(row[name]) for row in rows] for name in columns},
                                index=hours), ended.stderr

    def refused(self, *words):
        ended = bacelab("import", "prices", *words)
        self.assertEqual((ended.returncode, ended.stdout), (BAD_INPUT, ""))
        return ended.stderr

    def original(self, file):
        """Prices as they are, by the text of their time."""
        table = pandas.read_csv(file)
        return pandas.Series(table.iloc[:, -1].values, index=table.iloc[:, 0])

    def assert_same(self, found, expected):
        self.assertTrue((found.index == expected.index).all())
        self.assertLess((found - expected).abs().max(), 1e-12)
        for figure in ("median", "min", "max", "mean"):
            self.assertAlmostEqual(getattr(found, figure)(), getattr(expected, figure)(), places=12)

    def in_germany(self):
        local = self.original(GERMANY)
        times = pandas.to_datetime(local.index).tz_localize(
            "Europe/Berlin", nonexistent="NaT", ambiguous=[True] * len(local))
        prices = pandas.Series(local.values, index=times.tz_convert("UTC"))
        prices = prices[prices.index.notna()]
        every = pandas.date_range(prices.index[0], prices.index[-1], freq="h")
        return prices.reindex(every).interpolate() * 1.08 / 1000

    def test_local_time_with_offsets(self):
        local = self.original(TEXAS)
        expected = pandas.Series(local.values, index=pandas.to_datetime(local.index, utc=True)) / 1000
        found, notes = self.imported(TEXAS)
        self.assert_same(found["US-TEX-ERCO"], expected)
        self.assertIn("read 8760 rows, 2023-01-01 06:00 to 2024-01-01 05:00, of which 0 hours not",
                      notes)
        self.assertIn(f"US-TEX-ERCO: {(expected < 0).sum()} hour negative", notes)

    def test_local_time_with_a_rule_of_summer_time(self):
        expected = self.in_germany()
        found, notes = self.imported(GERMANY, *EURO, "--utc-offset", "+01:00/eu")
        self.assert_same(found["DE-LU"], expected)
        self.assertIn("EUR/MWh, converted by 1.08 USD for 1 EUR", notes)
        self.assertIn("dropped 1 row at times that the clock skips", notes)
        self.assertIn("of which 1 hour not there", notes)
        self.assertIn("UTC+01:00 with the summer time of the EU", notes)

    def test_half_hours(self):
        local = self.original(INDIA)
        times = pandas.to_datetime(local.index).tz_localize("Asia/Kolkata").tz_convert("UTC")
        halves = pandas.Series(local.values, index=times)
        halves = pandas.concat([halves, halves.shift(freq="30min")])
        expected = halves.groupby(halves.index.floor("h")).mean() * 0.0121 / 1000
        found, notes = self.imported(INDIA, "--rate", "INR=0.0121", "--utc-offset", "+05:30")
        self.assert_same(found["IN"], expected)
        self.assertIn("2 hours known in part", notes)

    def test_standardized(self):
        table = pandas.read_csv(STANDARDIZED)
        expected = pandas.Series(table["Price (USD/MWh)"].values / 1000,
                                 index=pandas.to_datetime(table["Datetime (UTC)"], utc=True))
        self.assert_same(self.imported(STANDARDIZED)[0]["DE-LU"], expected)

    def test_several_zones_in_one_table(self):
        table, notes = self.imported(
            GERMANY, INDIA, TEXAS, *EURO, "--rate", "INR=0.0121", "--region", "Frankfurt=DE-LU",
            "--region", "Mumbai=IN", "--region", f"Texas={TEXAS.name}", "--utc-offset",
            "Frankfurt=+01:00/eu", "--utc-offset", "IN=+05:30")
        self.assertEqual(list(table), ["Frankfurt", "Mumbai", "Texas"])
        self.assertEqual(len(table), 8749)
        germany = self.in_germany()
        self.assert_same(table["Frankfurt"], germany[table.index])
        self.assertIn("all regions have 8749 hours, 2023-01-01 06:00 to 2023-12-31 18:00", notes)

    def test_what_must_be_said(self):
        self.assertIn("its prices are in INR/MWh; allowed: --rate INR=USD",
                      self.refused(INDIA, GERMANY, *EURO))
        self.assertIn("sustain_DE-LU_2023.csv:2: Datetime = 2023-01-01 00:00:00: has no zone",
                      self.refused(GERMANY, *EURO))

    def test_parts_of_a_year_and_overlaps(self):
        rows = TEXAS.read_text().splitlines(keepends=True)
        first = self.directory / "a_US-TEX-ERCO.csv"
        second = self.directory / "b_US-TEX-ERCO.csv"
        first.write_text("".join(rows[:5000]))
        second.write_text(rows[0] + "".join(rows[4990:]))
        whole, _ = self.imported(TEXAS)
        self.assertTrue(whole.equals(self.imported(second, first)[0]))
        second.write_text(rows[0] + rows[4990].replace(",", ",9") + "".join(rows[4991:]))
        self.assertIn("allowed: files of a zone that do not overlap, or agree where they do",
                      self.refused(first, second))
        self.assertIn("its price of 2023-01-01 00:00", self.refused(
            GERMANY, STANDARDIZED, *EURO, "--utc-offset", "+01:00/eu"))

    def test_half_hours_overlap(self):
        rows = INDIA.read_text().splitlines(keepends=True)
        parts = [self.directory / f"{i}_IN.csv" for i in range(2)]
        parts[0].write_text("".join(rows[:5000]))
        parts[1].write_text(rows[0] + "".join(rows[4990:]))
        words = ("--rate", "INR=0.0121", "--utc-offset", "+05:30")
        self.assert_same(self.imported(*parts, *words)[0]["IN"],
                         self.imported(INDIA, *words)[0]["IN"])

    def test_half_a_file(self):
        text = TEXAS.read_text()
        half = self.directory / "US.csv"
        end = text.index("2023-06-01 05:00")
        half.write_text(text[:end + 10])
        self.assertRegex(self.refused(half), r"US.csv:\d+: has 1 field, but there are 2 columns")


if __name__ == "__main__":
    unittest.main()
