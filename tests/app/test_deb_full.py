"""A Debian package made by CPack: what it depends on, what is in it and how; and it runs, unpacked
somewhere else."""

import gzip
import re
import shutil
import subprocess
import unittest

from plugins import BUILD, succeed
from program import ProgramTest, SOURCE, bacelab


class Deb(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for tool in ("cpack", "dpkg-deb", "dpkg-shlibdeps"):
            if shutil.which(tool) is None:
                raise unittest.SkipTest(f"there is no {tool}")
        succeed("cpack", "-G", "DEB", "--config", BUILD / "CPackConfig.cmake", "-B",
                cls.directory / "made", cwd=cls.directory)
        cls.package, = (cls.directory / "made").glob("*.deb")
        cls.root = cls.directory / "root"
        succeed("dpkg-deb", "-x", cls.package, cls.root)
        cls.program = cls.root / "usr" / "bin" / "bacelab"

    def field(self, name):
        return succeed("dpkg-deb", "-f", self.package, name).strip()

    def binaries(self):
        return [self.program, *(self.root / "usr" / "lib").rglob("*.so")]

    def test_it_says_what_it_is_and_needs(self):
        version = re.match(r"bacelab (\S+)", bacelab("--version").stdout)[1]
        self.assertEqual(self.field("Version"), version)
        self.assertEqual(self.package.name,
                         f"bacelab_{version}_{self.field('Architecture')}.deb")
        depends = re.findall(r"(?:^|, )([a-z0-9.+-]+)", self.field("Depends"))
        for library in ("libc6", "libstdc++6", "libhdf5", "libtbb", "libsleef"):
            self.assertTrue([name for name in depends if name.startswith(library)], library)
        self.assertFalse([name for name in depends if name.endswith("-dev")])

    def test_pages_changelog_and_copyright_are_as_debian_has_them(self):
        share = self.root / "usr" / "share"
        pages = list((share / "man" / "man1").iterdir())
        self.assertGreater(len(pages), 20)
        self.assertEqual([page for page in pages if not page.name.endswith(".1.gz")], [])
        page = gzip.decompress((share / "man" / "man1" / "bacelab-run.1.gz").read_bytes())
        self.assertTrue(page.startswith(b".TH BACELAB\\-RUN 1 "))
        doc = share / "doc" / "bacelab"
        self.assertIn("License: Apache-2.0", (doc / "copyright").read_text())
        self.assertFalse((doc / "LICENSE").exists())
        changes = gzip.decompress((doc / "changelog.gz").read_bytes()).decode()
        self.assertRegex(changes, rf"^bacelab \({re.escape(self.field('Version'))}\) ")

    def test_programs_are_stripped_and_name_no_folder_of_libraries(self):
        self.assertGreater(len(self.binaries()), 1)
        for file in self.binaries():
            self.assertNotRegex(succeed("readelf", "-SW", file), r"\.(debug_info|symtab)\b", file)
            self.assertNotRegex(succeed("readelf", "-dW", file), r"R(UN)?PATH", file)
            self.assertNotIn(str(SOURCE).encode(), file.read_bytes(), file)

    def test_nobody_but_its_owner_may_write_its_files(self):
        self.assertTrue(self.program.stat().st_mode & 0o111)
        for file in self.root.rglob("*"):
            if not file.is_symlink():
                self.assertFalse(file.stat().st_mode & 0o022, file)

    def test_it_runs_a_study_of_its_own(self):
        self.assertEqual(succeed(self.program, "--version"), bacelab("--version").stdout)
        succeed(self.program, "init", "quickstart", cwd=self.directory)
        succeed(self.program, "run", "quickstart.toml", "--quiet", "--set", "study.replications=4",
                cwd=self.directory)
        compared = succeed(self.program, "compare", "quickstart.h5", cwd=self.directory)
        self.assertIn("lcf", compared)

    def test_it_takes_policies_in_python(self):
        if not (BUILD / "bacelab_python.so").exists():
            self.skipTest("built without Python")
        listed = succeed(self.program, "policies", "--plugin",
                         SOURCE / "examples" / "price_waiter.py")
        self.assertIn("patience_hours", listed)

    def test_lintian_has_no_complaint(self):
        if shutil.which("lintian") is None:
            self.skipTest("there is no lintian")
        told = subprocess.run(["lintian", "--fail-on", "none", self.package], capture_output=True,
                              text=True, timeout=300)
        self.assertEqual([line for line in told.stdout.splitlines() if line.startswith("E:")], [])


if __name__ == "__main__":
    unittest.main()
