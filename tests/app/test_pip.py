"""`pip install` of the tree into a virtual environment, from what is built: the command, the package, and
policies in Python that import what is installed there."""

import importlib.util
import json
import os
import sys
import unittest

from plugins import BUILD, succeed
from program import SOURCE, ProgramTest

#: Imports what is in the environment alone.
POLICY = """
import bacelab
import only_here

class Mine(bacelab.Policy):
    "Waits for nothing"

    def decide(self, state):
        for region, free in enumerate(state.free_gpus):
            stages = state.pending[0].plan.most_stages(region, free)
            if stages:
                return [(state.pending[0], [region], [stages])]
"""

USE = """
import json
import bacelab
import mine
from bacelab import program

bacelab.run("study.toml", set={"study.replications": 4})
world = bacelab.scenario("study.toml", replication=1)
own, by_name = bacelab.simulate(world, mine.Mine), bacelab.simulate(world, "mine", plugins=["mine.py"])
print(json.dumps({"program": program.program(), "package": bacelab.__file__,
                  "equal": own.equals(by_name), "policies": sorted(bacelab.open("study.h5").policy.values)}))
"""


class Pip(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if importlib.util.find_spec("pip") is None:
            raise unittest.SkipTest("there is no pip")
        if not (BUILD / "bacelab_python.so").exists():
            raise unittest.SkipTest("built without Python")
        cls.place = cls.directory / "environment"
        succeed(sys.executable, "-m", "venv", "--system-site-packages", "--without-pip", cls.place)
        succeed(sys.executable, "-m", "pip", "--python", cls.place / "bin" / "python", "install",
                "--no-index", "--quiet", "--config-settings", f"built={BUILD}", SOURCE)

    def test_what_is_installed_works_together(self):
        cls = type(self)
        cls.write("mine.py", POLICY)
        study = (SOURCE / "configs" / "quickstart.toml").read_text()
        cls.write("study.toml", study.replace('policies = [', 'policies = ["mine", ', 1)
                  + '[plugins]\nfiles = ["mine.py"]\n')
        cls.write("use.py", USE)
        site = next(self.place.glob("lib/python3*/site-packages"))
        (site / "only_here.py").write_text("")
        environment = {name: value for name, value in os.environ.items()
                       if name not in ("BACELAB", "PYTHONPATH")}
        program = self.place / "bin" / "bacelab"
        self.assertIn("Waits for nothing", succeed(program, "policies", "--plugin", "mine.py",
                                                   cwd=self.directory, env=environment))
        said = json.loads(succeed(self.place / "bin" / "python", "use.py", cwd=self.directory,
                                  env=environment))
        self.assertEqual(said["program"], str(program))
        self.assertTrue(said["package"].startswith(str(site)))
        self.assertTrue((site / "bacelab" / "py.typed").exists())
        self.assertTrue(said["equal"])
        self.assertIn("mine", said["policies"])


if __name__ == "__main__":
    unittest.main()
