"""setup/packages.txt and packages-tests.txt bring all that the build, the program and the tests use;
what only the benchmarks use is in packages-benchmarks.txt."""

import importlib.util
import os
import pathlib
import shutil
import tempfile
import unittest

import packages
from source_tree import BUILD, ROOT, write_tree

SETUP = ROOT / "setup"


def without(used, left_out):
    return {name: file for name, file in used.items() if name not in left_out}


@unittest.skipUnless(shutil.which("dpkg"), "not a Debian system")
class House(unittest.TestCase):
    def setUp(self):
        of_program, of_tests, self.of_benchmarks = (
            packages.listed_packages((SETUP / f"packages{name}.txt").read_text())
            for name in ("", "-tests", "-benchmarks"))
        self.listed = of_program + of_tests
        self.found = packages.recorded((BUILD / "found_packages.txt").read_text())

    def test_no_package_is_listed_twice(self):
        listed = self.listed + self.of_benchmarks
        self.assertEqual(len(listed), len(set(listed)))

    def test_all_that_cmake_found_is_listed(self):
        paths = packages.required_paths(self.found)
        self.assertEqual([path for path in paths if not pathlib.Path(path).exists()], [])
        self.assertEqual(packages.unlisted(paths, self.listed), [])

    def test_cmake_records_all_that_it_looks_for(self):
        self.assertGreater(len(packages.cmake_finds(ROOT)), 10)
        self.assertEqual(packages.unrecorded(ROOT, self.found), [])

    def test_programs_called_are_listed(self):
        called = packages.programs_called(ROOT)
        called = without(called, packages.of_benchmarks(called))
        self.assertIn("mpirun", called)
        missing = {name: file for name, file in called.items() if not shutil.which(name)}
        self.assertEqual(missing, {})
        paths = [shutil.which(name) for name in called]
        self.assertEqual(packages.unlisted(paths, self.listed), [])

    def test_python_modules_of_the_tests_are_listed(self):
        origins = []
        imported = packages.modules_imported(ROOT)
        for name, file in without(imported, packages.of_benchmarks(imported)).items():
            spec = importlib.util.find_spec(name)
            self.assertTrue(spec and spec.origin, f"{file}: no module {name}")
            origins.append(spec.origin)
        self.assertEqual(packages.unlisted(origins, self.listed), [])


    def test_what_only_the_benchmarks_use_is_listed(self):
        # It need not be there: what is there comes from the packages that are listed.
        programs = packages.of_benchmarks(packages.programs_called(ROOT))
        modules = packages.of_benchmarks(packages.modules_imported(ROOT))
        self.assertIn("valgrind", programs)
        self.assertIn("simpy", modules)
        specs = [importlib.util.find_spec(name) for name in modules]
        paths = [spec.origin for spec in specs if spec]
        paths += [path for path in map(shutil.which, programs) if path]
        paths += [path for path in self.found.get("optional:BACELAB_SIMGRID", [])
                  if pathlib.Path(path).exists()]
        self.assertEqual(packages.unlisted(paths, self.listed + self.of_benchmarks), [])


class InventedInput(unittest.TestCase):
    def unlisted(self, owners, listed, dependencies=None):
        return packages.unlisted(
            list(owners), listed, lambda paths: owners, lambda names: dependencies or {}
        )

    def tree(self, files):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        write_tree(directory.name, files)
        return directory.name

    def test_comments_and_blanks_are_no_packages(self):
        self.assertEqual(packages.listed_packages("# build\n\ncmake # why\n g++ | c++\n"),
                         ["cmake", "g++", "c++"])

    def test_a_path_of_an_unlisted_package_is_found(self):
        owners = {"/usr/include/a.h": {"liba-dev"}, "/usr/include/b.h": {"libb-dev"}}
        self.assertEqual(
            self.unlisted(owners, ["libb-dev"]), ["/usr/include/a.h: liba-dev is not in the list"]
        )

    def test_a_path_of_no_package_is_found(self):
        self.assertEqual(
            self.unlisted({"/usr/local/a.h": set()}, ["liba-dev"]),
            ["/usr/local/a.h: no package owns it"],
        )

    def test_a_package_stands_for_its_own_versions_only(self):
        depends = {"libboost-dev": {"libboost1.74-dev", "libother-dev"}, "g++": {"g++-12", "gcc"}}
        for owner, ok in (("libboost1.74-dev", True), ("g++-12", True), ("libother-dev", False),
                          ("libboost1.81-dev", False), ("gcc", False)):
            with self.subTest(owner=owner):
                complaints = self.unlisted({"/x": {owner}}, list(depends), depends)
                self.assertEqual(complaints == [], ok)

    @unittest.skipUnless(shutil.which("dpkg"), "not a Debian system")
    def test_dpkg_is_asked_about_links_too(self):
        with tempfile.TemporaryDirectory() as directory:
            link = os.path.join(directory, "link")
            os.symlink("/bin/sh", link)
            own = os.path.join(directory, "own")
            pathlib.Path(own).touch()
            owners = packages.dpkg_owners([link, own])
        self.assertIn("dash", owners[link])
        self.assertEqual(owners[own], set())

    def test_a_find_without_a_record_is_found(self):
        root = self.tree(
            {
                "CMakeLists.txt": "find_package(A REQUIRED)\n  find_path( B_INCLUDE b.h)\n",
                "tests/CMakeLists.txt": "find_program(C c)\n# find_package(D)\n",
            }
        )
        found = packages.recorded("A\t/a\noptional:C\t/c\n")
        self.assertEqual(
            packages.unrecorded(root, found),
            ["CMakeLists.txt: no bacelab_found(B_INCLUDE ...) for what is looked for"],
        )
        self.assertEqual(packages.required_paths(found), ["/a"])

    def test_programs_are_seen_in_scripts_and_tests(self):
        root = self.tree(
            {
                "demo.sh": "# valgrind\njq . file | mpirun -n 2 x; build/git; --perl\n",
                "tests/app/test_a.py": 'subprocess.run(["srun", "x"])\n"a curl of smoke"\n',
                "analysis/figure.cpp": 'popen("gnuplot -", "w");\n',
            }
        )
        self.assertEqual(
            packages.programs_called(root),
            {
                "jq": "demo.sh",
                "mpirun": "demo.sh",
                "srun": "tests/app/test_a.py",
                "gnuplot": "analysis/figure.cpp",
            },
        )

    def test_modules_are_seen_in_tests(self):
        root = self.tree(
            {
                "tests/app/test_a.py": "import os, h5py\ndef f():\n    from numpy.linalg import inv\n",
                "tests/app/helper.py": "from . import x\nimport test_a\n",
            }
        )
        self.assertEqual(
            packages.modules_imported(root),
            {"h5py": "tests/app/test_a.py", "numpy": "tests/app/test_a.py"},
        )


    def test_what_only_benchmarks_use_is_told_apart(self):
        root = self.tree(
            {
                "tests/benchmarks/a.py": 'import simpy, h5py\nrun("valgrind", "mpirun")\n',
                "tests/core/b.py": 'import h5py\nrun("mpirun")\n',
            }
        )
        for used, own in ((packages.programs_called(root), "valgrind"),
                          (packages.modules_imported(root), "simpy")):
            self.assertEqual(len(used), 2)
            self.assertEqual(packages.of_benchmarks(used), {own: "tests/benchmarks/a.py"})


if __name__ == "__main__":
    unittest.main()
