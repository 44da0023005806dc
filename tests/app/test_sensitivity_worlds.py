"""`bacelab sensitivity` where each scramble or trajectory has worlds of its own, and its emulator."""

import json
import unittest

import numpy as np
from scipy import stats

from program import bacelab, open_results, settings
from test_sensitivity import (
    FACTORS, MORRIS_DESIGN, OWN_WORLDS, SALTELLI_DESIGN, SensitivityTest, overhead, products,
)


def sobol_in_shared_worlds(values, residuals, scrambles=4, rows=8):
    """The same as sobol() of points that share their worlds within scrambles."""
    y = values.reshape(scrambles, rows, 6)
    e = residuals.reshape(scrambles, rows, 6, -1)
    n = e.shape[3]
    terms = products(y, y[:, :, :2].mean())
    for i in range(n):
        of_worlds = products(e[..., i], e[:, :, :2, i].mean(axis=(1, 2))[:, None] / scrambles)
        for key, term in of_worlds.items():
            terms[key] = terms[key] - term / (n * (n - 1))
    denominators = terms.pop("variance")
    found = {}
    for key, numerators in terms.items():
        index = numerators.mean() / denominators.mean()
        error = stats.sem(numerators - index * denominators) / denominators.mean()
        half = stats.t.ppf(0.975, scrambles - 1) * error
        found[key] = index, index - half, index + half
    return found, denominators.mean()


class WorldsOfScrambles(SensitivityTest):
    """The default: points of a scramble share their worlds, and scrambles are independent."""
    STUDY = OWN_WORLDS + SALTELLI_DESIGN

    def test_indices_are_what_numpy_makes_of_the_runs(self):
        answer = self.json("--output", "overhead(jct_mean, cr_ldf)")
        expected, variance = sobol_in_shared_worlds(*overhead(self.runs))
        self.assertGreater(variance, 0)
        self.assert_sobol(answer, expected)
        np.testing.assert_allclose(answer["sobol"]["variance"], variance, rtol=1e-9)
        self.assertEqual(answer["noise"]["worlds"], "within_scrambles")

    def test_only_points_of_a_scramble_have_the_same_worlds(self):
        first, same, other = (
            json.loads(bacelab("scenario", self.path, "--replication", 3, "--point", point).stdout)
            for point in (0, 47, 48))
        self.assertEqual(first["regions"], same["regions"])
        self.assertNotEqual(first["regions"], other["regions"])

    def test_bootstraps_that_would_be_wrong_are_refused(self):
        for option, told in (("--bootstrap-rows", "the rows of a scramble share their worlds"),
                             ("--bootstrap-replications", "common_random_numbers = true")):
            self.assertIn(told, self.refused("--output", "cost", option))

    def test_one_replication_shows_no_noise(self):
        path = self.results_of(self.directory / "study.toml", "one.h5",
                               *settings("study.replications=1"))
        answer = self.json("--output", "overhead(jct_mean, cr_ldf)", path=path)
        value, residuals = overhead(open_results(path))
        expected, _ = sobol_in_shared_worlds(value, residuals[:, :0])
        self.assert_sobol(answer, expected)

    def test_an_emulator_has_indices_near_those_of_the_scrambles(self):
        words = ("--output", "cost")
        first, emulated = (self.json(*words, *more)["sobol"]["factors"]
                           for more in ((), ("--emulator",)))
        for a, b in zip(first, emulated, strict=True):
            self.assertLess(abs(a["total"]["value"] - b["total"]["value"]), 0.3)
            self.assertIsNone(b["total"]["lower"])
        fit = self.json(*words, "--emulator")["emulator"]
        self.assertEqual(fit["points"], 192)
        self.assertLess(fit["leave_one_out"], 1)
        self.assertIn("leave-one-out error", self.answer(*words, "--emulator"))
        for option in ("--bootstrap-rows", "--bootstrap-replications"):
            self.assertIn("--emulator", self.refused(*words, "--emulator", option))

    def test_a_latin_hypercube_has_an_emulator(self):
        lhs = OWN_WORLDS + '[design]\ntype = "lhs"\nsamples = 24\n' + FACTORS
        path = self.results_of(self.write("lhs.toml", lhs), "lhs.h5",
                               *settings("study.replications=3"))
        self.assertIn("--emulator", self.refused("--output", "cost", path=path))
        self.assertEqual(self.json("--output", "cost", "--emulator", path=path)["emulator"]["points"],
                         24)

    def test_check_says_which_points_share_their_worlds(self):
        study = self.directory / "study.toml"
        for pairs, told in (((), "shared within scrambles, independent between scrambles"),
                            (("study.common_random_numbers=true",), "shared by all points"),
                            (("study.common_random_numbers=false",), "each point has its own")):
            ended = bacelab("check", study, *settings(*pairs))
            self.assertRegex(ended.stdout, f"(?m)^worlds +{told}$")


class WorldsOfTrajectories(SensitivityTest):
    STUDY = OWN_WORLDS + MORRIS_DESIGN

    def test_their_noise_is_part_of_the_effects(self):
        answer = self.json("--output", "cost")
        self.assertEqual(answer["noise"]["worlds"], "within_trajectories")
        self.assertIn("shared by the points of a trajectory", self.answer("--output", "cost"))
        cost = self.runs["cost"].sel(policy="bace").mean("replication").values
        changed, delta = (self.runs[f"design_{name}"].values for name in ("changed", "delta"))
        for i, factor in enumerate(answer["morris"]["factors"]):
            steps = np.flatnonzero(changed == i)
            effects = (cost[steps] - cost[steps - 1]) / delta[steps]
            np.testing.assert_allclose(factor["mu"]["value"], effects.mean(), rtol=1e-9)


if __name__ == "__main__":
    unittest.main()
