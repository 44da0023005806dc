"""`cmake --install`: a prefix that can be moved, with all that plugins are built with outside of the
tree. The examples are built and run there. Policies in Python run, and so does the package."""

import json
import os
import re
import shutil
import subprocess
import sys
import unittest

from plugins import BUILD, compiler, succeed
from program import (
    CONFIGS, DONE, PROGRAM, SOURCE, ProgramTest, bacelab, bits, open_results, settings,
)


#: Prints what it has found out.
USES_THE_PACKAGE = """
import json
import bacelab
from bacelab import program

class FirstFit(bacelab.Policy):
    def decide(self, state):
        for region, free in enumerate(state.free_gpus):
            stages = state.pending[0].plan.most_stages(region, free)
            if stages:
                return [(state.pending[0], [region], [stages])]

path = bacelab.run("random_policy.toml", "package.h5", set={"study.replications": 5})
world = bacelab.scenario("random_policy.toml", set={"study.policies": ["bace"]})
print(json.dumps({"program": program.program(), "package": bacelab.__file__,
                  "baselines": sorted(set(bacelab.compare(path).baseline)),
                  "served": bool(bacelab.simulate(world, FirstFit).served.all())}))
"""


class Installed(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if shutil.which("cmake") is None:
            raise unittest.SkipTest("there is no cmake")
        first = cls.directory / "first"
        succeed("cmake", "--install", BUILD, "--prefix", first)
        cls.prefix = first.rename(cls.directory / "moved")
        cls.examples = cls.directory / "examples"
        shutil.copytree(SOURCE / "examples", cls.examples, ignore=shutil.ignore_patterns("build"))
        succeed("cmake", "-G", "Ninja", "-S", cls.examples, "-B", cls.examples / "build",
                f"-DCMAKE_PREFIX_PATH={cls.prefix}", f"-DCMAKE_CXX_COMPILER={compiler()}")
        succeed("cmake", "--build", cls.examples / "build")
        cls.study = cls.examples / "my_path_finder.toml"
        cls.results = cls.directory / "r.h5"
        succeed(cls.prefix / "bin" / "bacelab", "run", cls.study, "-o", cls.results)

    def test_headers_need_the_standard_library_alone(self):
        root = self.prefix / "include" / "bacelab"
        headers = sorted(root.rglob("*.hpp"))
        self.assertGreater(len(headers), 30)
        for header in headers:
            for bracket, name in re.findall(r'^#include ([<"])([^>"]+)', header.read_text(),
                                            re.MULTILINE):
                if bracket == '"':
                    self.assertTrue((root / name).exists(), f"{header}: {name}")
                else:
                    self.assertRegex(name, r"^[a-z_]+$", header)

    def test_nothing_names_the_place_where_it_was_installed(self):
        for file in self.prefix.rglob("*.cmake"):
            text = file.read_text()
            for place in ("/first", str(SOURCE), str(BUILD)):
                self.assertNotIn(place, text, file)

    def test_manual_pages_completions_and_documents(self):
        share = self.prefix / "share"
        for command in ("", "-run", "-import-jobs"):
            page = (share / "man" / "man1" / f"bacelab{command}.1").read_text()
            self.assertTrue(page.startswith(".TH BACELAB"), command)
        for shell, place in (("bash", "bash-completion/completions/bacelab"),
                             ("zsh", "zsh/site-functions/_bacelab"),
                             ("fish", "fish/vendor_completions.d/bacelab.fish")):
            self.assertEqual((share / place).read_text(), bacelab("completion", shell).stdout)
        doc = share / "doc" / "bacelab"
        for file in ("README.md", "LICENSE", *(f"docs/{page.name}" for page in
                                               (SOURCE / "docs").glob("*.md"))):
            self.assertEqual((doc / file).read_bytes(), (SOURCE / file).read_bytes())
        self.assertTrue((doc / "examples" / "CMakeLists.txt").exists())
        self.assertFalse((doc / "examples" / "build").exists())

    @unittest.skipUnless(shutil.which("sphinx-build"), "no Sphinx is installed")
    def test_the_documents_make_a_site(self):
        doc = self.prefix / "share" / "doc" / "bacelab"
        site = self.directory / "site"
        succeed(doc / "docs" / "site" / "build.sh", site)
        self.assertIn("bacelab", (site / "index.html").read_text())
        self.assertTrue((site / "docs" / "studies.html").exists())

    def test_a_study_from_those_of_the_installation(self):
        program = self.prefix / "bin" / "bacelab"
        configs = self.prefix / "share" / "bacelab" / "configs"
        self.assertEqual({file.relative_to(configs) for file in configs.rglob("*")},
                         {file.relative_to(CONFIGS) for file in CONFIGS.rglob("*")})
        alone = self.directory / "alone" / "bin"
        alone.mkdir(parents=True)
        shutil.copy(program, alone)
        ended = subprocess.run([alone / "bacelab", "init"], capture_output=True, text=True)
        self.assert_refused(ended, "../share/bacelab/configs", "cmake --install")
        listed = succeed(program, "init", cwd=self.directory)
        self.assertIn(f"Studies in {configs}:", listed)
        self.assertRegex(listed, r"(?m)^  paper  ")
        succeed(program, "init", "trace_driven", cwd=self.directory)
        succeed(program, "check", "trace_driven.toml", cwd=self.directory)

    def test_policies_of_the_examples_beside_those_of_the_program(self):
        runs = open_results(self.results)
        self.assertEqual(runs["policy"].values.tolist(), ["bace", "cr_lcf", "pairs", "first_fit"])
        self.assertEqual(runs.sizes["replication"], 200)
        done = runs["status"].attrs["flag_meanings"].split().index("done")
        self.assertTrue((runs["status"] == done).all())
        plain = self.directory / "plain.h5"
        ended = bacelab("run", self.study, "-o", plain, *settings(
            "study.policies=[\"bace\", \"cr_lcf\"]", "plugins.files=[]"))
        self.assertNotEqual(ended.returncode, DONE)  # [policies.pairs] has an unknown path finder
        alone = self.examples / "alone.toml"
        text = self.study.read_text().replace(', "pairs", "first_fit"', "")
        text = re.sub(r"\[policies\.pairs\]\n(\w.*\n)+", "", text)
        alone.write_text(re.sub(r"(?m)^files = .*$", "", text))
        self.assertEqual(bacelab("run", alone, "-o", plain).returncode, DONE)
        for name, variable in open_results(plain).data_vars.items():
            if name != "wall_s" and "policy" in variable.dims:
                ours = runs[name].sel(policy=["bace", "cr_lcf"])
                self.assertEqual(bits(ours.values), bits(variable.values), name)

    def test_the_path_finder_uses_pairs_and_its_parameter(self):
        def cross(headroom):
            path = self.directory / f"{headroom}.h5"
            ended = bacelab("run", self.study, "-o", path, *settings(
                f"policies.pairs.headroom={headroom}", "output.jobs=true",
                "study.replications=20"))
            self.assertEqual(ended.returncode, DONE, ended.stderr)
            jobs = open_results(path, "jobs")
            names = jobs["policy"].attrs["flag_meanings"].split()
            own = jobs["policy"].values == names.index("pairs")
            columns = [name for name in jobs if name.startswith("stages_in_")]
            return sum((jobs[name].values[own] > 0).astype(int) for name in columns)

        some, none = cross(1), cross(100)
        self.assertEqual(set(some), {1, 2})
        self.assertGreater((some == 2).sum(), (none == 2).sum())

    def test_the_example_of_the_documentation_as_it_is_built_there(self):
        page = (SOURCE / "docs" / "plugins.md").read_text()
        (self.prefix / "first_fit.cpp").write_text(re.search(r"```cpp\n(.*?)```", page, re.S)[1])
        command = re.search(r"`g\+\+ ([^`]*)`", page)[1].split()
        succeed(compiler(), *command, cwd=self.prefix)
        listed = succeed(self.prefix / "bin" / "bacelab", "policies", "--plugin",
                         self.prefix / "first_fit.so")
        self.assertIn("the first region that has room for a job", listed)

    def test_policies_in_python(self):
        self.require_python()
        listed = succeed(self.prefix / "bin" / "bacelab", "policies", "--plugin",
                         self.examples / "price_waiter.py")
        self.assertIn("patience_hours", listed)

    def test_the_package(self):
        self.require_python()
        environment = {name: value for name, value in os.environ.items() if name != "BACELAB"}
        environment["PYTHONPATH"] = str(self.prefix / "lib" / "bacelab" / "python")
        said = json.loads(succeed(sys.executable, "-c", USES_THE_PACKAGE, cwd=self.examples,
                                  env=environment))
        self.assertEqual(said["program"], str(self.prefix / "bin" / "bacelab"))
        self.assertTrue(said["package"].startswith(str(self.prefix)))
        self.assertEqual(said["baselines"], ["lcf", "random_policy"])
        self.assertTrue(said["served"])

    def require_python(self):
        if not (BUILD / "bacelab_python.so").exists():
            self.skipTest("built without Python")

    def test_the_program_of_the_tree_takes_the_same_plugins(self):
        again = self.directory / "again.h5"
        succeed(PROGRAM, "run", self.study, "-o", again)
        self.assertEqual(bacelab("diff", self.results, again).stdout, "equal to the last bit\n")


if __name__ == "__main__":
    unittest.main()
