"""The recipes in packaging and docs/install.md go with the source tree: their packages are those that it
is built with, and what they name is there."""

import ast
import pathlib
import re
import subprocess
import unittest

import packages
from source_tree import ROOT

RECIPES = ROOT / "packaging"
PAGE = ROOT / "docs" / "install.md"
DOCKER = RECIPES / "docker" / "Dockerfile"
APPTAINER = RECIPES / "apptainer" / "bacelab.def"

#: What the packages of Debian are called in Spack and at conda-forge; None: not needed there.
ELSEWHERE = {
    "cmake": ("cmake", "cmake"), "g++": ("cxx", "cxx-compiler"), "gcc": ("c", "cxx-compiler"),
    "git": (None, "git"), "ninja-build": ("ninja", "ninja"), "libboost-dev": ("boost", "libboost-headers"),
    "libcli11-dev": ("cli11", "cli11"), "libfmt-dev": ("fmt", "fmt"), "libhdf5-dev": ("hdf5", "hdf5"),
    "libopenmpi-dev": ("mpi", "openmpi"), "librandom123-dev": ("random123", None),
    "libsleef-dev": ("sleef", "sleef"), "libtbb-dev": ("tbb", "tbb-devel"),
    "libtomlplusplus-dev": ("tomlplusplus", "tomlplusplus"), "libxxhash-dev": ("xxhash", "xxhash"),
    "nlohmann-json3-dev": ("nlohmann-json", "nlohmann_json"), "openmpi-bin": ("mpi", "openmpi"),
    "pybind11-dev": ("py-pybind11", "pybind11"), "python3-dev": ("python", "python"),
    "python3-numpy": ("py-numpy", "numpy"),
}


def listed(name):
    return packages.listed_packages((ROOT / "setup" / name).read_text())


def installed_by_apt(text):
    """The packages of each `apt-get install` in a text, whose lines may be continued."""
    text = text.replace("\\\n", " ")
    found = []
    for words in re.findall(r"apt-get install ([^\n`&]*)", text):
        found += [word for word in words.split() if re.fullmatch(r"[a-z0-9][a-z0-9+.-]+", word)]
    return found


class Packaging(unittest.TestCase):
    def test_packages_of_debian_are_those_of_the_lists(self):
        known = {*listed("packages.txt"), *listed("packages-tests.txt")}
        for file in (DOCKER, APPTAINER, PAGE):
            found = installed_by_apt(file.read_text())
            self.assertTrue(found, file)
            self.assertEqual([name for name in found if name not in known], [], file)
        page = PAGE.read_text()
        self.assertLessEqual(set(listed("packages.txt")), set(installed_by_apt(page)))
        for name in re.findall(r"`((?:lib|python3-|gnuplot)[\w.+-]*)`", page):
            self.assertIn(name, known)

    def test_spack_and_conda_forge_have_all_that_is_needed(self):
        self.assertEqual(set(ELSEWHERE), set(listed("packages.txt")))
        recipe = (RECIPES / "spack" / "package.py").read_text()
        ast.parse(recipe)
        of_spack = set(re.findall(r'depends_on\("([a-z0-9-]+)', recipe))
        of_conda = set(re.search(r"\*\*conda-forge\*\*: `([^`]*)`", PAGE.read_text())[1].split())
        for debian, (spack, conda) in ELSEWHERE.items():
            self.assertTrue(spack is None or spack in of_spack, debian)
            self.assertTrue(conda is None or conda in of_conda, debian)

    def test_options_are_those_of_cmake(self):
        options = " ".join((ROOT / "cmake" / name).read_text() for name in (
            "BacelabOptions.cmake", "BacelabPackages.cmake", "BacelabPackage.cmake"))
        recipe = (RECIPES / "spack" / "package.py").read_text()
        used = set(re.findall(r"-D(BACELAB_\w+)", PAGE.read_text()))
        used |= set(re.findall(r'"(BACELAB_\w+)"', recipe))
        self.assertLessEqual({"BACELAB_MPI", "BACELAB_PACKAGE_CONTACT"}, used)
        for name in used:
            self.assertRegex(options, rf"\b{name}\b")
        least = re.search(r"cmake_minimum_required\(VERSION ([\d.]+)\)",
                          (ROOT / "CMakeLists.txt").read_text())[1]
        self.assertIn(f'"cmake@{least}:"', recipe)
        self.assertIn(f"CMake {least}", PAGE.read_text())

    def test_paths_that_are_named_are_there(self):
        for file in (DOCKER, APPTAINER, PAGE):
            text = file.read_text()
            for path in re.findall(r"(?<![\w/$])(?:packaging|setup|docs)/[\w./-]*\w", text):
                self.assertTrue((ROOT / path).exists(), f"{file.name}: {path}")

    def test_commands_are_shell(self):
        post = re.findall(r"%post\n(.*?)(?=\n\S|\Z)", APPTAINER.read_text(), re.S)
        runs = [run.replace("\\\n", " ") for run in re.findall(
            r"^RUN (.*(?:\\\n.*)*)", DOCKER.read_text(), re.M)]
        blocks = re.findall(r"^```\n(.*?)^```", PAGE.read_text(), re.S | re.M)
        self.assertEqual(len(post), 2)
        self.assertEqual(len(runs), 3)
        for text in (*post, *runs, *blocks):
            checked = subprocess.run(["bash", "-n"], input=text, capture_output=True, text=True)
            self.assertEqual((checked.returncode, checked.stderr), (0, ""), text)

    def test_the_modulefile_finds_its_prefix(self):
        text = (RECIPES / "modulefiles" / "bacelab").read_text()
        self.assertTrue(text.startswith("#%Module"))
        steps = re.search(r"foreach step \{([^}]*)\}", text)[1].split()
        place = pathlib.PurePosixPath("PREFIX/share/modulefiles/bacelab/VERSION")
        self.assertEqual(str(place.parents[len(steps) - 1]), "PREFIX")
        installed = (ROOT / "cmake" / "BacelabInstall.cmake").read_text()
        self.assertIn("DESTINATION share/modulefiles/bacelab RENAME ${PROJECT_VERSION}", installed)


if __name__ == "__main__":
    unittest.main()
