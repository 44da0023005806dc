"""Studies with a mistake: refused before any run, with the place, the mistake, what is allowed."""

import unittest

from program import BAD_INPUT, CONFIGS, DONE, SMALL_STUDY, ProgramTest, bacelab, settings

POLICIES = 'policies = ["bace", "lcf", "own", "cr_ldf"]'
REGIONS = 'names = ["Ireland", "Tokyo", "Sydney"]'
TEMPLATES = 'templates = ["qwen2.5-14b", "gemma-3-27b", "llama-3.1-70b"]'
SIGMA, SEED, COUNT, RATE = "sigma = 0.3", "seed = 7", "count = 6", "rate_per_hour = 1"

# A text of the study, what stands there instead, with an arrow before the line that the message
# must name, and words of the message.
UNKNOWN = (
    ("[network]", "[network]\n→acces_gbps_low = 1", "'network.acces_gbps_low'",
     "did you mean 'access_gbps_low'", "bandwidth, access_gbps_low"),
    ("[network]", "[network]\n→scal = 1", "'network.scal'", "did you mean 'scale'"),
    ("[arrivals]", "→[arivals]", "'arivals'", "did you mean 'arrivals'", "allowed here: design,"),
    (COUNT, "count = 6\n→sigma = 2", "'jobs.sigma'", "did you mean 'network.fluctuation.sigma'"),
    (COUNT, "count = 6\n→qqqq = 2", "'jobs.qqqq'", "allowed here: count"),
    (RATE, "→load_ = 1\nload = 0.5", "'arrivals.load_'", "did you mean 'load'"),
    ("[region.Tokyo]", "→[region.Tokio]", "region.Tokio", "did you mean 'Tokyo'",
     "regions.names"),
    ("[region.Tokyo]", "[region.Tokyo]\n→peu = 2", "'region.Tokyo.peu'", "did you mean 'pue'"),
    ("[regions]", "→[policies.lfc]\n[regions]", "policies.lfc", "did you mean 'lcf'",
     "study.policies"),
    ("[region.Tokyo]", '→[gpu_types.H10]\n[region.Tokyo]\ngpu = "H100"', "gpu_types.H10",
     "did you mean 'H100'", "a name in region.NAME.gpu"),
    ("[regions]", "→[templates.gemma-3-72b]\n[regions]", "templates.gemma-3-72b",
     "did you mean 'gemma-3-27b'", "jobs.templates"),
    ("blocking = true", "→blokcing = true", "'policies.own.blokcing'", "did you mean 'blocking'"),
    ("blocking = true", "→alpha = 1", "'policies.own.alpha'",
     "allowed here: ordering, blocking, path_finder, allocator, min_stage_fraction"),
)
# Nothing works without the key that is meant.
MISSPELT = (
    (REGIONS, '→nams = ["Ireland", "Tokyo", "Sydney"]', "regions.nam", "did you mean 'names'"),
    (RATE, "→rate_per_huor = 1", "arrivals.rate_per_h", "did you mean 'rate_per_hour'"),
    ('type = "grid"', '→tpye = "grid"', "design.t", "did you mean 'type'"),
    ("values = [0.05, 1.0]", "→vlaues = [0.05, 1.0]", "design.factors.bandwidth.v",
     "did you mean 'values'"),
    ('ordering = "sjf"', '→odering = "sjf"', "policies.own.o", "did you mean 'ordering'"),
    ('process = "poisson"', '→proces = "poisson"', "arrivals.proces", "did you mean 'process'"),
)
NAMES = (
    (POLICIES, '→policies = ["bace", "own", "lfc"]', 'study.policies[2] = "lfc"',
     "did you mean 'lcf'", "one of bace, lcf", "own"),
    (POLICIES, '→policies = ["random"]', 'study.policies[0] = "random"', "one of bace, lcf"),
    (TEMPLATES, '→templates = ["gemma-3-72b"]', "jobs.templates[0]", "did you mean 'gemma-3-27b'",
     "flm-101b"),
    ('ordering = "sjf"', '→ordering = "sfj"', "policies.own.ordering", "did you mean 'sjf'"),
    ('path_finder = "cross_greedy"', '→path_finder = "cross-greedy"', "policies.own.path_finder",
     "did you mean 'cross_greedy'", "exhaustive"),
    ('process = "poisson"', '→process = "poison"', "arrivals.process", "did you mean 'poisson'"),
    ("[regions]", '[gpu]\n→type = "RTX A600"\n[regions]', "gpu.type", "did you mean 'RTX A6000'",
     "H100"),
    ("[region.Tokyo]", '[region.Tokyo]\n→gpu = "H10"', 'region.Tokyo.gpu = "H10"',
     "did you mean 'H100'", "RTX A6000"),
    ("[regions]", '[pipeline]\n→split = "evne"\n[regions]', "pipeline.split", "did you mean 'even'",
     "one of layers, even"),
    ("[regions]", '[pipeline]\n→best_stages = "tranfser"\n[regions]', "pipeline.best_stages",
     "did you mean 'transfer'", "one of compute, transfer"),
    ('type = "grid"', '→type = "gird"', "design.type", "did you mean 'grid'", "single"),
    ('one_region = "redraw_world"', '→one_region = "redraw"', "jobs.one_region", "redraw_job"),
)
TYPES = (
    (SEED, '→seed = "7"', "study.seed", "a text", "an integer in [0, 9007199254740992]"),
    (SEED, "→seed = 7.0", "study.seed = 7.0", "a number", "an integer", "write 7"),
    (SEED, "→seed = 1979-05-27", "study.seed", "a date", "an integer"),
    (SEED, "→seed = true", "study.seed", "true or false", "an integer"),
    ("blocking = true", "→blocking = 1", "policies.own.blocking", "true or false"),
    ("blocking = true", '→blocking = "yes"', "policies.own.blocking", "true or false"),
    (SIGMA, '→sigma = "0.3"', "network.fluctuation.sigma", "a text", "a number >= 0"),
    (SIGMA, "→sigma = [0.3]", "network.fluctuation.sigma", "a list", "a number >= 0"),
    (SIGMA, "→sigma = { a = 1 }", "network.fluctuation.sigma", "a table", "a number >= 0"),
    (SIGMA, "→sigma.low = 0.3", "network.fluctuation.sigma", "a table", "a number >= 0"),
    (POLICIES, '→policies = "bace"', "study.policies", "a text", "a list"),
    (REGIONS, '→names = ["Ireland", "Tokyo", 3]', "regions.names[2]", "an integer", "a text"),
    ("[study]", "→gpu = 3\n[study]", "gpu = 3", "an integer", "[gpu]"),
    ('title = "A small study"', "→title = 3", "study.title", "an integer", "a text"),
)
NUMBERS = (
    (RATE, "→rate_per_hour = -1", "arrivals.rate_per_hour = -1", "a number > 0, in 1/h"),
    (RATE, "→rate_per_hour = 0", "arrivals.rate_per_hour = 0", "a number > 0, in 1/h"),
    (RATE, "→rate_per_hour = nan", "arrivals.rate_per_hour", "NaN", "a number > 0"),
    (RATE, "→rate_per_hour = inf", "arrivals.rate_per_hour", "infinit", "a number > 0"),
    (RATE, "→rate_per_hour = -inf", "arrivals.rate_per_hour", "infinit", "a number > 0"),
    (RATE, "→rate_per_hour = 1e999", "1e999"),
    (SEED, "→seed = 99999999999999999999", "99999999999999999999"),
    (SEED, "→seed = 9007199254740993", "study.seed", "[0, 9007199254740992]"),
    ("replications = 6", "→replications = 0", "study.replications = 0", "[1, 4294967295]"),
    ("replications = 6", "→replications = -6", "study.replications = -6", "[1, 4294967295]"),
    ("utc_offset_hours = 9", "→utc_offset_hours = 15", "region.Tokyo.utc_offset_hours",
     "[-12, 14]"),
    ("access_gbps_high = 10", "→access_gbps_high = 0.5", "network.access_gbps_high = 0.5",
     "access_gbps_low"),
    *((COUNT, f"count = 6\n→{key} = {value}", f"jobs.{key} = {value}", *words)
      for key, value, *words in (
          ("tensor_parallel", 0, "an integer in [1, 1000]"), ("tensor_parallel", 1.5, "an integer"),
          ("data_parallel", -1, "an integer in [1, 1000000]"),
          ("data_parallel", 1.5, "an integer"), ("tensor_efficiency", 0, "a number in (0, 1]"),
          ("tensor_efficiency", -1, "(0, 1]"), ("tensor_efficiency", 1.5, "(0, 1]"))),
    ("[regions]", '[pipeline]\n→best_stages = "transfer"\n[regions]', "pipeline.best_stages",
     "the region Ireland has no internal bandwidth", "regions.internal_gbps"),
    (COUNT, "count = 6\n→warmup_jobs = 6", "jobs.warmup_jobs = 6", "fewer than jobs.count"),
    (RATE, "rate_per_hour = 1\n→load = 0.5", "arrivals.load", "rate_per_hour", "one of the two"),
)
LISTS = (
    (POLICIES, "→policies = []", "study.policies", "empty", "one of bace"),
    (REGIONS, "→names = []", "regions.names", "empty"),
    (REGIONS, '→names = ["Ireland", "Tokyo", ""]', "regions.names", "empty"),
    (TEMPLATES, "→templates = []", "jobs.templates", "empty", "one of qwen2.5-14b"),
    (COUNT, "count = 6\n→weights = [1, 2]", "jobs.weights", "3 templates", "one weight"),
    (COUNT, "count = 6\n→weights = [0, 0, 0]", "jobs.weights", "zero"),
)
TWICE = (
    (POLICIES, '→policies = ["own", "bace", "bace"]', 'study.policies[2] = "bace"', "twice"),
    (REGIONS, '→names = ["Tokyo", "Oslo", "Tokyo"]', 'regions.names[2] = "Tokyo"', "twice"),
    (TEMPLATES, '→templates = ["flm-101b", "flm-101b"]', "jobs.templates[1]", "twice", "once"),
    (SEED, "seed = 7\n→seed = 8", "'seed'"),
    (SEED, 'seed = 7\n→"seed" = 8', "seed"),
    (COUNT, "count = 6\n→[study]", "'study'"),
)


class Place(ProgramTest):
    def assert_all_refused(self, table):
        for old, new, *words in table:
            with self.subTest(new=new):
                self.assertEqual(SMALL_STUDY.count(old), 1, old)
                text = SMALL_STUDY.replace(old, new)
                line = text[:text.index("→")].count("\n") + 1
                study = self.write("bad.toml", text.replace("→", ""))
                message = self.assert_refused(bacelab("scenario", study), *words)
                self.assertIn(f"{study}:{line}", message)

    def test_an_unknown_key_with_the_nearest_known(self):
        self.assert_all_refused(UNKNOWN)

    def test_a_needed_key_that_is_misspelt(self):
        self.assert_all_refused(MISSPELT)

    def test_an_unknown_name_with_the_nearest_known(self):
        self.assert_all_refused(NAMES)

    def test_a_wrong_type(self):
        self.assert_all_refused(TYPES)

    def test_a_number_that_is_not_allowed(self):
        self.assert_all_refused(NUMBERS)

    def test_a_list_that_is_empty_or_does_not_fit(self):
        self.assert_all_refused(LISTS)

    def test_what_is_given_twice(self):
        self.assert_all_refused(TWICE)


class NeverRuns(ProgramTest):
    """Jobs for which there is not enough memory, or not enough GPUs."""

    LINE = SMALL_STUDY[:SMALL_STUDY.index(TEMPLATES)].count("\n") + 1

    def refused(self, *pairs):
        study = self.small_study()
        message = self.assert_refused(bacelab("scenario", study, *settings(*pairs)))
        self.assertIn(f"bacelab: error: {study}:{self.LINE}: jobs.templates", message)
        return message

    def test_no_number_of_stages_fits_into_the_memory(self):
        message = self.refused("gpu.memory_bytes=1e6")
        self.assertIn("'qwen2.5-14b' can never run", message)
        self.assertIn("memory", message)

    def test_the_regions_may_have_too_few_gpus_together(self):
        message = self.refused("regions.gpus_from=[2, 128]", "jobs.one_region=any")
        self.assertIn("'qwen2.5-14b' needs at least 7 GPUs", message)
        self.assertIn("only 6", message)

    def test_the_regions_may_have_room_for_too_few_stages(self):
        message = self.refused("regions.gpus_from=[14]", "jobs.one_region=any",
                               "jobs.data_parallel=5")
        self.assertIn("'qwen2.5-14b' needs at least 7 stages of 5 GPUs", message)
        self.assertIn("room for only 6 together", message)

    def test_a_policy_that_serves_fewer_regions(self):
        study = self.small_study()
        names = ", ".join(f'"R{i}"' for i in range(8))
        ended = bacelab("scenario", study, *settings(
            f'regions.names=["Tokyo", {names}]', 'study.policies=["own", "bace_exhaustive"]'))
        self.assert_refused(
            ended, "study.policies", "bace_exhaustive", "at most 8 regions", "the study has 9")


class Whole(ProgramTest):
    def test_every_command_says_the_same(self):
        bad = self.write("bad.toml", SMALL_STUDY.replace(SIGMA, "sigam = 0.3"))
        world = self.write("world.json", bacelab("scenario", self.small_study()).stdout)
        results = self.directory / "bad.h5"
        messages = {
            self.assert_refused(bacelab(*words), "sigam", "did you mean 'sigma'")
            for words in (("run", bad, "-o", results), ("check", bad),
                          ("check", bad, "--resolved"), ("scenario", bad),
                          ("simulate", world, "--policy", "bace", "--study", bad))}
        self.assertEqual(len(messages), 1)
        self.assertFalse(results.exists())

    def test_a_mistake_that_shows_at_the_last_point_only(self):
        study = self.write("last.toml", SMALL_STUDY.replace("[0.05, 1.0]", "[0.05, -1.0]"))
        results = self.directory / "last.h5"
        self.assert_refused(bacelab("run", study, "-o", results), "network.scale = -1")
        self.assertFalse(results.exists())

    def test_several_mistakes_are_told_at_once_and_unknown_keys_first(self):
        text = SMALL_STUDY.replace(SIGMA, "sigma = 0.3\nz = 1\ny = 2").replace(SEED, "seed = -1")
        study = self.write("three.toml", text)
        for words in (("scenario", study), ("run", study, "-o", self.directory / "three.h5")):
            ended = bacelab(*words)
            self.assertEqual((ended.returncode, ended.stdout), (BAD_INPUT, ""))
            head, *lines = ended.stderr.splitlines()
            self.assertEqual(head, "bacelab: error: 3 mistakes:")
            for line, words in zip(lines, ("'network.fluctuation.z'", "'network.fluctuation.y'",
                                           "study.seed = -1"), strict=True):
                self.assertTrue(line.startswith(f"  {study}:"), line)
                self.assertIn(words, line)

    def test_the_keys_of_a_study_with_mistakes(self):
        study = self.write("two.toml", SMALL_STUDY.replace(SEED, "seed = -1\nz = 1"))
        ended = bacelab("check", study, "--keys")
        self.assertEqual(ended.returncode, DONE)
        self.assertEqual(ended.stdout, bacelab("check", self.small_study(), "--keys").stdout)
        self.assertIn("2 mistakes:", ended.stderr)

    def test_the_studies_that_come_with_the_program_have_none(self):
        for config in CONFIGS.glob("*.toml"):
            self.assertEqual(bacelab("check", config, "--resolved").returncode, 0, config)


if __name__ == "__main__":
    unittest.main()
