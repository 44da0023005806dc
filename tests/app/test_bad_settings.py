"""`--set` with a mistake: refused before any run, naming the setting and what is allowed."""

import os
import unittest

from program import BAD_INPUT, DONE, SMALL_STUDY, ProgramTest, bacelab, settings

# Settings and words of the message; the message must name the setting itself.
WRONG = (
    ("price.daily.amplitude", "has no '='", "KEY=VALUE"),
    ("", "has no '='", "KEY=VALUE"),
    ("'a=b", "has no '='"),
    ("=3", "not the path of a key", "joined by dots"),
    ("price..daily=1", "not the path of a key"),
    (".price=1", "not the path of a key"),
    ("price.=1", "not the path of a key"),
    ("a b=1", "not the path of a key"),
    ('"a=1', "has no '='"),
    ("price.daily.amplitude=", "cannot be read", "there is none", "allowed"),
    ('study.title="a', "cannot be read", "allowed"),
    ("regions.gpus_from=[16, 32", "cannot be read", "allowed"),
    ("regions.gpus_from=[16, x]", "cannot be read", "allowed"),
    ("price.daily.amplitude=1, b=2", "cannot be read", "more than one"),
    ("price.daily.amplitud=1", "'price.daily.amplitud'", "did you mean 'amplitude'",
     "allowed here: amplitude, peak_hour"),
    ("prise.daily.amplitude=1", "'prise'", "did you mean 'price'", "allowed here: design, study"),
    ("foo=1", "'foo'", "allowed here: design, study"),
    ("region.Oslo.pue=2", "region.Oslo", "regions.names"),
    ("policies.bace.min_stage_fracton=1", "did you mean 'min_stage_fraction'"),
    ("policies.bace.min_stage_fraction=2", "a number in [0, 1]"),
    ("policies.cr_ldf.alpha=1", "'policies.cr_ldf.alpha'"),
    ("price.daily.amplitude=high", 'price.daily.amplitude = "high"', "a text", "a number >= 0"),
    ("price.daily.amplitude=1 2", "a number >= 0"),
    ("price.daily.amplitude=1 # much", "a number >= 0"),
    ("price.daily.amplitude='1'", "a text", "a number >= 0"),
    ("price.daily.amplitude=[1]", "a list", "a number >= 0"),
    ("price.daily.amplitude=true", "true or false", "a number >= 0"),
    ("price.daily.amplitude=-1", "a number >= 0"),
    ("price.daily.amplitude=nan", "NaN", "a number >= 0"),
    ("price.daily.amplitude=inf", "infinit", "a number >= 0"),
    ("price.daily.amplitude=1e999", "a number >= 0"),
    ("price.daily.amplitude.x=1", "price.daily.amplitude", "not a table"),
    ("price.daily=1", "price.daily = 1", "must be a table"),
    ("study.seed=1.5", "study.seed = 1.5", "an integer"),
    ("jobs.count=1e3", "jobs.count", "an integer", "write 1000"),
    ("study.seed=99999999999999999999", "an integer in [0, 9007199254740992]"),
    ("study.common_random_numbers=no", "true or false"),
    ("study.policies=bace", "a text", "a list, each element one of bace"),
    ('study.policies=["own", "lfc"]', 'study.policies[1] = "lfc"', "did you mean 'lcf'"),
    ('study.policies=["own", "own"]', "study.policies[1]", "twice"),
    ("regions.names=[]", "empty"),
    ("regions.names=[[1]]", "regions.names[0]", "a list", "a text"),
    ("design.type=gird", "did you mean 'grid'"),
    ("study.replications=0", "[1, 4294967295]"),
)


class Refused(ProgramTest):
    def refused(self, setting, *words):
        ended = bacelab("scenario", self.small_study(), "--set", setting)
        message = self.assert_refused(ended, *words)
        self.assertTrue(message.startswith("bacelab: error: --set "), message)
        return message

    def test_what_is_wrong_and_what_is_allowed(self):
        for setting, *words in WRONG:
            with self.subTest(setting=setting):
                self.assertIn(f"--set {setting}: ", self.refused(setting, *words))

    def test_a_value_of_a_key_that_is_a_factor(self):
        # The factor's values take its place, but it must not be nonsense.
        for value, *words in (("abc", "a number >= 0"), ("-1", "a number >= 0"), ("nan", "NaN"),
                              ("[1]", "a number >= 0")):
            with self.subTest(value=value):
                self.refused(f"network.scale={value}", "network.scale", *words)

    def test_a_value_of_a_table_with_a_factor(self):
        ended = bacelab("scenario", self.small_study(), "--set", "network=3")
        self.assert_refused(ended, "--set network=3", "a table")

    def test_a_line_break_brings_no_further_key_along(self):
        ended = bacelab("scenario", self.small_study(), "--set", "study.seed=1\njobs.count=2")
        self.assertEqual((ended.returncode, ended.stdout), (BAD_INPUT, ""))
        self.assertEqual(ended.stderr.count("bacelab: error: "), 1)
        self.assertIn("cannot be read", ended.stderr)

    def test_bytes_that_are_no_text(self):
        for setting in (b"study.title=\xff", b"study.title='\xff'", b"\xff=1"):
            with self.subTest(setting=setting):
                ended = bacelab("scenario", self.small_study(), "--set", os.fsdecode(setting),
                                errors="replace")
                self.assert_refused(ended, "--set ", "allowed")

    def test_without_end(self):
        deep = 20_000
        for setting, allowed in (("a" + ".a" * deep + "=1", "64"),
                                 ("price.daily.amplitude=" + "[" * deep, "allowed"),
                                 ("price.daily.amplitude=" + "{a=" * deep, "allowed")):
            with self.subTest(setting=setting[:24]):
                message = self.refused(setting, allowed)
                self.assertLess(len(message), 1000)

    def test_two_wrong_settings_are_both_named(self):
        ended = bacelab("scenario", self.small_study(), *settings("price=1", "jobs=2"))
        self.assertEqual(ended.returncode, BAD_INPUT)
        for word in ("2 mistakes:", "--set price=1", "--set jobs=2"):
            self.assertIn(word, ended.stderr)

    def test_an_option_without_its_setting(self):
        self.assert_refused(bacelab("scenario", self.small_study(), "--set"), "--set")

    def test_no_results_are_left(self):
        results = self.directory / "bad.h5"
        ended = bacelab("run", self.small_study(), "-o", results, *settings("study.seed=x"))
        self.assert_refused(ended, "--set study.seed=x")
        self.assertFalse(results.exists())


class Accepted(ProgramTest):
    """What looks odd and is right."""

    def resolved(self, *pairs):
        ended = bacelab("check", self.small_study(), "--resolved", *settings(*pairs))
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        return ended.stdout

    def test_words_need_no_quotes(self):
        for setting, line in (("pipeline.schedule=gpipe", 'schedule = "gpipe"'),
                              ('pipeline.schedule="gpipe"', 'schedule = "gpipe"'),
                              ("study.title=A new title", 'title = "A new title"'),
                              ("study.title=a=b", 'title = "a=b"'),
                              ("study.title='1'", 'title = "1"'),
                              ("study.title=Zürich", 'title = "Zürich"'),
                              (" study . seed = 3 ", "seed = 3"),
                              ("'study'.\"seed\"=3", "seed = 3"),
                              ("study.seed=0x10", "seed = 16"),
                              ("price.daily.amplitude=1_0", "amplitude = 10.0")):
            with self.subTest(setting=setting):
                self.assertIn(line, self.resolved(setting).splitlines())

    def test_the_last_of_two_settings_counts(self):
        self.assertIn("seed = 4", self.resolved("study.seed=3", "study.seed=4").splitlines())

    def test_a_setting_takes_the_place_of_the_file_s_value(self):
        self.assertIn("seed = 7", SMALL_STUDY)
        text = self.resolved("study.seed=8")
        self.assertIn("seed = 8", text)
        self.assertNotIn("seed = 7", text)


if __name__ == "__main__":
    unittest.main()
