"""What no command overwrites: what it reads, devices and pipes, and files that it did not make."""

import os
import shutil
import stat
import unittest

from program import BAD_INPUT, CONFIGS, DONE, ProgramTest, bacelab, open_results

LATENCY = "src,dst,avg_ms\naws:eu-west-1,aws:us-east-1,68\n"
IMPORT = ("import", "latency", "l.csv", "--region", "A=aws:eu-west-1", "--region",
          "B=aws:us-east-1")
WORLD = ("world", "small.toml", "--svg")


class OutputFiles(ProgramTest):
    """Each command that writes a file, by the words before the file's name."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.small_study()  # small.toml
        (cls.directory / "l.csv").write_text(LATENCY)
        cls.results_of(cls.small_study(), "all.h5")
        cls.commands = [IMPORT + ("-o",), ("merge", "all.h5", "-o"), ("run", "small.toml", "-o")]
        if shutil.which("gnuplot"):
            cls.commands.append(WORLD)

    def refused(self, *words):
        before = sorted(path.name for path in self.directory.iterdir())
        ended = bacelab(*words, cwd=self.directory)
        self.assertEqual(ended.returncode, BAD_INPUT, ended.stderr)
        self.assertEqual(sorted(path.name for path in self.directory.iterdir()), before)
        *progress, error = ended.stderr.splitlines()
        self.assertTrue(error.startswith("bacelab: error: "), error)
        self.assertLessEqual(len(progress), 1)
        return error

    def written(self, *words):
        ended = bacelab(*words, cwd=self.directory)
        self.assertEqual(ended.returncode, DONE, ended.stderr)

    def test_what_a_command_reads_is_not_its_output(self):
        for command, read in ((IMPORT + ("-o",), "l.csv"), (WORLD, "small.toml"),
                              (("merge", "all.h5", "-o"), "all.h5"),
                              (("run", "small.toml", "-o"), "small.toml")):
            with self.subTest(command=command[0]):
                content = (self.directory / read).read_bytes()
                self.refused(*command, read)
                self.assertIn("is read", self.refused(*command, read, "--force"))
                self.assertIn("is read", self.refused(*command, f"./{read}", "--force"))
                self.assertEqual((self.directory / read).read_bytes(), content)

    def test_what_a_study_names_is_not_its_output(self):
        shutil.copytree(CONFIGS / "data", self.directory / "data")
        shutil.copy(CONFIGS / "trace_driven.toml", self.directory)
        self.assertIn("is read", self.refused("run", "trace_driven.toml", "-o",
                                              "data/invented_prices.csv", "--force"))

    def test_devices_pipes_and_directories(self):
        places = {self.directory / "pipe": stat.S_ISFIFO, self.directory / "folder": stat.S_ISDIR}
        os.mkfifo(self.directory / "pipe")
        (self.directory / "folder").mkdir()
        if os.geteuid() == 0:
            os.mknod(self.directory / "null", stat.S_IFCHR | 0o666, os.makedev(1, 3))
            places[self.directory / "null"] = stat.S_ISCHR
        for command in self.commands:
            for place, is_kind in places.items():
                with self.subTest(command=command[0], place=place.name):
                    self.refused(*command, place, "--force")
                    self.assertTrue(is_kind(place.lstat().st_mode))

    def test_no_name(self):
        batch = ("slurm", "small.toml", "--nodes", "1", "--time", "1:00:00", "-o")
        for command in (*self.commands, batch):
            with self.subTest(command=command[0]):
                self.assertIn("empty", self.refused(*command, ""))

    def test_names_of_others_beside_it_are_left_alone(self):
        for number, command in enumerate(self.commands):
            with self.subTest(command=command[0]):
                name = f"mine{number}.svg"
                others = [self.directory / f"{name}{ending}" for ending in (".part", ".tmp")]
                for other in others:
                    other.write_text("precious")
                self.written(*command, name)
                self.assertEqual({other.read_text() for other in others}, {"precious"})
                self.assertEqual(list(self.directory.glob(f"{name}.partial-*")), [])

    def test_a_link_stays_and_what_is_behind_it_is_replaced(self):
        behind = self.directory / "behind"
        behind.mkdir()
        for number, command in enumerate(self.commands):
            with self.subTest(command=command[0]):
                link = self.directory / f"link{number}.svg"
                target = behind / f"target{number}"
                link.symlink_to(f"behind/target{number}")
                self.refused(*command, link)
                self.written(*command, link, "--force")
                target.write_text("old")
                self.written(*command, link, "--force")
                self.assertTrue(link.is_symlink())
                self.assertNotEqual(target.read_bytes(), b"old")
        self.assertEqual(len(list(behind.iterdir())), len(self.commands))

    def test_a_study_is_resumed_through_a_link(self):
        (self.directory / "elsewhere").mkdir()
        link = self.directory / "linked.h5"
        link.symlink_to("elsewhere/real.h5")
        self.written("run", "small.toml", "-o", link, "--force")
        self.written("run", "small.toml", "-o", link, "--resume", "--set", "study.replications=9")
        self.assertTrue(link.is_symlink())
        self.assertEqual(open_results(link).sizes["replication"], 9)
        self.assertEqual([path.name for path in (self.directory / "elsewhere").iterdir()],
                         ["real.h5"])

    def test_names_too_long_for_what_stands_beside_them(self):
        for command in self.commands:
            for name in ("x" * 236 + ".svg", "x" * 296 + ".svg"):
                with self.subTest(command=command[0], length=len(name)):
                    message = self.refused(*command, name)
                    self.assertIn("too long", message)
                    self.assertNotIn("--resume", message)
        self.written("run", "small.toml", "-o", "x" * 238)

    def test_a_path_too_long(self):
        deep = "./" * 2020
        self.assertIn("/x.h5: the path is too long",
                      self.refused("run", "small.toml", "-o", deep + "x.h5"))

    def test_a_temporary_file_goes_with_the_failure(self):
        limited = ["bash", "-c", 'ulimit -f 0; exec "$0" "$@"']
        for command in (IMPORT + ("-o",), ("merge", "all.h5", "-o")):
            with self.subTest(command=command[0]):
                before = set(self.directory.iterdir())
                ended = bacelab(*command, "none", launcher=limited, cwd=self.directory)
                self.assertEqual((ended.returncode, ended.stderr.count("\n")), (BAD_INPUT, 1),
                                 ended.stderr)
                self.assertIn("file size limit", ended.stderr)
                self.assertEqual(set(self.directory.iterdir()), before)


if __name__ == "__main__":
    unittest.main()
