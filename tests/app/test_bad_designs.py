"""Designs with a mistake: refused before any run, with place, factor and what is allowed."""

import unittest

from program import SMALL_STUDY, ProgramTest, bacelab

WITHOUT_DESIGN = SMALL_STUDY[:SMALL_STUDY.index("[design]")]
GRID = '[design]\ntype = "grid"\n'
LHS = '[design]\ntype = "lhs"\nsamples = 8\n'
RANGE = "low = 0.5\nhigh = 2"


def factor(key, values, name="f"):
    return f'[design.factors.{name}]\nkey = "{key}"\n{values}\n'


# A design, with an arrow before the line that the message must name, and words of the message.
FACTORS = (
    (GRID + factor("network.scale", "→values = []"), "design.factors.f.values", "empty"),
    (GRID + factor("network.scale", "→names = []"), "design.factors.f.names", "empty"),
    (GRID + factor("network.scale", "→values = 1"), "design.factors.f.values", "a list"),
    (GRID + factor("network.scale", '→values = ["a"]'), "design.factors.f.values[0]", "a number"),
    (GRID + factor("network.scale", "→values = [1, nan]"), "design.factors.f.values[1]", "NaN"),
    (GRID + factor("network.scale", "→values = [1, inf]"), "design.factors.f.values[1]", "infin"),
    (GRID + factor("pipeline.schedule", "→names = [1]"), "design.factors.f.names[0]", "a text"),
    (GRID + factor("pipeline.schedule", '→names = ["gpipe", "gpipe"]'),
     "design.factors.f.names[1]", "twice"),
    (GRID + factor("network.scale", '→values = [1]\nnames = ["a"]'), "design.factors.f",
     "one of the four"),
    (GRID + '→[design.factors.f]\nkey = "network.scale"\n', "design.factors.f", "one of the four"),
    (GRID + factor("network.scale", "values = [1]\n→vals = [2]"), "'design.factors.f.vals'",
     "did you mean 'values'"),
    (GRID + '[design.factors.f]\n→kye = "network.scale"\nvalues = [1]\n',
     "'design.factors.f.kye'", "did you mean 'key'"),
    (GRID + '[design.factors.f]\n→key = 3\nvalues = [1]\n', "design.factors.f.key", "a text"),
    (GRID + '[design.factors.f]\n→key = "network..scale"\nvalues = [1]\n', "design.factors.f.key",
     "not the path of a key"),
    (GRID + '[design.factors.f]\n→key = "study.seed"\nvalues = [1]\n', "design.factors.f.key",
     "study.seed", "the same at all points"),
    (GRID + "[design.factors]\n→f = 3\n", "design.factors.f = 3", "a table"),
    ('[design]\n→type = "grid"\n', "design.type", "needs factors", "single"),
    ("[design]\n→type = 3\n", "design.type", "one of single, grid"),
    ('→[design]\n' + factor("network.scale", "values = [1]"), "design.type", "grid"),
    ("→[desing]\n", "'desing'", "did you mean 'design'"),
)
# Designs over ranges.
RANGES = (
    (GRID + factor("network.scale", "→low = 1\nhigh = 2"), "design.factors.f.low",
     "a grid has no ranges"),
    (LHS + factor("network.scale", "low = 1\n→high = 1"), "design.factors.f.high", "> low"),
    (LHS + factor("network.scale", '→low = 0\nhigh = 1\nscale = "log"'), "design.factors.f.low",
     "above 0"),
    (LHS + factor("network.scale", '→low = "a"\nhigh = 1'), "design.factors.f.low", "a number"),
    (LHS + factor("network.scale", "low = 0\n→high = inf"), "design.factors.f.high", "infin"),
    (LHS + "→" + factor("network.scale", "low = 1"), "design.factors.f.high", "is missing"),
    (LHS.replace("samples", "→sample") + factor("network.scale", RANGE), "'design.sample'",
     "did you mean 'samples'"),
    (LHS.replace("samples = 8", "→samples = 1") + factor("network.scale", RANGE),
     "design.samples = 1", "[2, "),
    ('[design]\ntype = "sobol"\n→samples = 100\n' + factor("network.scale", RANGE),
     "design.samples = 100", "power of two", "64 or 128"),
    ('[design]\ntype = "saltelli"\n→samples = 100\n' + factor("network.scale", RANGE),
     "design.samples = 100", "power of two", "64 or 128"),
    ('[design]\ntype = "morris"\n→levels = 5\n' + factor("network.scale", RANGE),
     "design.levels = 5", "even number"),
    ('[design]\n→type = "morris"\n', "design.type", "needs factors"),
    ('[design]\n→type = "latin"\n', "design.type", "lhs"),
)
# Keys set together, cases and listed points.
SETTINGS = (
    (GRID + "[design.factors.f.settings.a]\n→network.scale = 1\n", "design.factors.f.settings.a",
     "in quotes"),
    (GRID + "[design.factors.f]\n→settings = 3\n", "design.factors.f.settings = 3", "a table"),
    (GRID + '[design.factors.f.settings.a]\n→"network.scal" = 1\n', "network.scal",
     "did you mean 'scale'"),
    (GRID + factor("network.scale", "values = [1]") +
     '→[design.cases.a]\n"network.scale" = 3\n', "design.cases", "network.scale", "a factor"),
    ('[design.cases.a]\n→"jobs.count" = 2.5\n', "jobs.count = 2.5", "an integer"),
    ('[design]\n→type = "points"\n', "design.type", "needs factors"),
    ('[design]\ntype = "points"\n' + factor("network.scale", RANGE) +
     "[design.points]\n→f = [1, 3]\n", "design.points.f", "not in the range"),
    (LHS + factor("network.scale", RANGE) + "→[design.points]\nf = [1]\n", "'design.points'"),
)
# What only shows when the values are set.
VALUES = (
    (GRID + factor("→network.scal", "values = [1]"), "'network.scal'", "did you mean 'scale'"),
    (GRID + factor("→netwrok.scale", "values = [1]"), "'netwrok'", "did you mean 'network'"),
    (GRID + factor("→network", "values = [1]"), "network = 1", "a table"),
    (GRID + factor("→regions.names", "values = [1]"), "regions.names = 1", "a list"),
    (GRID + factor("→network.scale", "values = [1, -1]"), "network.scale = -1", ">= 0"),
    (GRID + factor("→network.scale", 'names = ["a"]'), 'network.scale = "a"', "a number >= 0"),
    (GRID + factor("→jobs.count", "values = [3, 4.5]"), "jobs.count = 4.5", "an integer"),
    (GRID + factor("→pipeline.schedule", "values = [1]"), "pipeline.schedule = 1", "overlapped"),
    (GRID + factor("→pipeline.schedule", 'names = ["gpip"]'), 'pipeline.schedule = "gpip"',
     "did you mean 'gpipe'"),
    (GRID + factor("→policies.bace.min_stage_fraction", "values = [2]"),
     "policies.bace.min_stage_fraction = 2", "[0, 1]"),
    (LHS + factor("→network.scal", RANGE), "'network.scal'", "did you mean 'scale'"),
    (LHS + factor("→pipeline.schedule", RANGE), "pipeline.schedule = ", "overlapped"),
    (LHS + factor("→jobs.count", "low = 2\nhigh = 9"), "jobs.count = ", "an integer"),
    (LHS + factor("→network.scale", "low = -1\nhigh = 1"), "network.scale = -", ">= 0", "at point"),
    (GRID + factor("→region.Oslo.pue", "values = [2]"), "region.Oslo", "regions.names"),
)


class BadDesign(ProgramTest):
    def refused(self, design, *words):
        """The message and the line with the arrow, as the message should name it."""
        text = WITHOUT_DESIGN + design
        line = text[:text.index("→")].count("\n") + 1 if "→" in text else 0
        study = self.write("bad.toml", text.replace("→", ""))
        return self.assert_refused(bacelab("scenario", study), *words), f"{study}:{line}:"

    def assert_all_refused(self, table):
        for design, *words in table:
            with self.subTest(design=design.removeprefix(GRID)):
                message, place = self.refused(design, *words)
                self.assertIn(place, message)

    def test_factors(self):
        self.assert_all_refused(FACTORS)

    def test_ranges(self):
        self.assert_all_refused(RANGES)

    def test_settings_cases_and_points(self):
        self.assert_all_refused(SETTINGS)

    def test_values_that_do_not_fit_their_key_say_what_is_wrong(self):
        for design, *words in VALUES:
            with self.subTest(design=design.removeprefix(GRID)):
                self.refused(design, "design", *words)

    def test_values_that_do_not_fit_their_key_say_where_they_stand(self):
        # File and line; the line of the factor's key or of its values.
        for design, *_ in VALUES:
            message, key = self.refused(design)
            file, line = key.removesuffix(":").rsplit(":", 1)
            self.assertRegex(message, f"{file}:({line}|{int(line) + 1}):")

    def test_two_factors_of_one_key(self):
        both = factor("network.scale", "values = [1]") + factor(
            "→network.'scale'", "values = [2]", name="g")
        self.refused(GRID + both, "network.scale", "two factors", "one factor per key")

    def test_a_combination_that_can_never_run_says_which(self):
        message, _ = self.refused(GRID + factor("gpu.memory_bytes", "values = [48e9, 1e5]"),
                                  "can never run", "memory")
        self.assertIn("gpu.memory_bytes = 1", message)

    def test_more_points_than_anyone_can_count(self):
        keys = ("region.Tokyo.pue", "region.Tokyo.usd_per_kwh", "region.Tokyo.access_gbps",
                "price.daily.peak_hour")
        # 2000^4 do not fit into any memory, 65536^4 not into 64 bits.
        for count in (2000, 65536):
            with self.subTest(count=count):
                values = f"values = {[1 + i / count for i in range(count)]}"
                design = "".join(factor(key, values, f"f{i}") for i, key in enumerate(keys))
                self.refused(GRID + design, "design", "points")


if __name__ == "__main__":
    unittest.main()
