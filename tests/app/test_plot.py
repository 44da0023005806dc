"""`bacelab plot`: its files, its options, and what it refuses."""

import os
import pathlib
import shutil
import subprocess
import unittest

from plots import ONE_POINT, PlotTest
from program import BAD_INPUT, DONE, bacelab, settings

PACKING_GNUPLOT = """#!/bin/sh
read -r output
{ echo "$output"; cat; } | "$GNUPLOT" "$@" || exit
file=${output#*\\'}
file=${file%\\'*}
"$QPDF" --object-streams=disable --static-id --warning-exit-0 "$file" "$file.plain"
sed -i "s/CreationDate (D:..../CreationDate (D:$YEAR/" "$file.plain"
exec "$QPDF" --object-streams=generate --static-id --warning-exit-0 "$file.plain" "$file"
"""


class Files(PlotTest):
    def test_the_ending_says_the_format(self):
        for ending, begin in (("pdf", b"%PDF"), ("svg", b"<?xml"), ("png", b"\x89PNG")):
            file = self.out(f"figure.{ending}")
            self.plot(self.one, "overhead", "-o", file)
            self.assertTrue(file.read_bytes().startswith(begin), ending)
        self.refused((self.one, "overhead", "-o", "figure.eps"),
                     ("figure.eps", ".pdf, .svg or .png"))

    def test_equal_results_give_equal_files_in_any_locale_and_at_any_time(self):
        first, second = [], []
        for made, locale in ((first, "C"), (second, "de_DE.UTF-8")):
            folder = self.out("x").parent
            ended = bacelab("plot", self.one, "overhead", "-o", folder / "f.pdf", "--data",
                            folder / "f.csv", "--script", folder / "f.gp",
                            env=dict(os.environ, LC_ALL=locale, TZ="Asia/Tokyo"))
            self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
            made += [(folder / f"f.{ending}").read_bytes() for ending in ("pdf", "csv", "gp")]
        self.assertEqual(first, second)
        self.assertNotIn(b"CreationDate", first[0])

    def drawn_and_packed(self, folder, year):
        """Plots f.pdf with a gnuplot that packs the time as cairo does from version 1.18 on."""
        self.assertTrue(shutil.which("qpdf"), "qpdf is missing; setup/install.sh tests installs it")
        (folder / "gnuplot").write_text(PACKING_GNUPLOT)
        (folder / "gnuplot").chmod(0o755)
        ended = bacelab("plot", self.one, "overhead", "-o", folder / "f.pdf", "--force",
                        env=dict(os.environ, PATH=f"{folder}:{os.environ['PATH']}", YEAR=year,
                                 GNUPLOT=shutil.which("gnuplot"), QPDF=shutil.which("qpdf")))
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        return (folder / "f.pdf").read_bytes(), ended.stderr

    def test_a_time_among_packed_objects_is_removed(self):
        folder = self.out("x").parent
        drawn, told = self.drawn_and_packed(folder, "1999")
        self.assertEqual(told, "")
        self.assertTrue(drawn.startswith(b"%PDF"))
        self.assertNotIn(b"CreationDate", drawn)
        self.assertEqual(self.drawn_and_packed(folder, "2030"), (drawn, ""))

    def test_a_time_that_stays_without_qpdf_is_told(self):
        folder = self.out("x").parent
        (folder / "qpdf").write_text("#!/bin/sh\nexit 127\n")
        (folder / "qpdf").chmod(0o755)
        drawn, told = self.drawn_and_packed(folder, "1999")
        self.assertTrue(drawn.startswith(b"%PDF"))
        self.assertIn("f.pdf holds the time of its making", told)

    def test_the_script_alone_draws_the_same(self):
        drawing, script = self.out("figure.svg"), self.out("figure.gp")
        self.plot(self.one, "overhead", "-o", drawing, "--script", script)
        subprocess.run(["gnuplot", script.name], cwd=script.parent, check=True)
        self.assertEqual((script.parent / "figure.svg").read_text(), drawing.read_text())

    def test_no_path_is_in_script_or_data(self):
        folder = self.out("x").parent
        self.plot(self.one, "overhead", "-o", folder / "f.svg", "--data", folder / "f.csv",
                  "--script", folder / "f.gp")
        for file in folder.iterdir():
            self.assertNotIn(str(self.directory), file.read_text())

    def test_without_names_a_pdf_is_drawn_here(self):
        folder = self.out("x").parent
        self.assertEqual(bacelab("plot", self.one, "overhead", cwd=folder).returncode, DONE)
        self.assertEqual([file.name for file in folder.iterdir()], ["one.overhead.pdf"])

    def test_what_exists_is_kept_unless_forced(self):
        for option, name in (("-o", "old.pdf"), ("--data", "old.csv"), ("--script", "old.gp")):
            file = self.write(name, "old")
            self.refused((self.one, "overhead", option, file), (name, "exists"))
            self.assertEqual(pathlib.Path(file).read_text(), "old")
            self.plot(self.one, "overhead", option, file, "--force")
            self.assertNotEqual(pathlib.Path(file).read_bytes(), b"old")
        self.refused((self.one, "overhead", "--data", self.one, "--force"), ("one.h5",))
        self.refused((self.one, "overhead", "--data", "a.x", "--script", "a.x"),
                     ("a.x", "twice"))

    def test_without_gnuplot_it_says_what_to_install_and_data_can_be_had(self):
        alone = self.out("x").parent
        environment = dict(os.environ, PATH=str(alone))
        os.symlink(shutil.which("sh"), alone / "sh")
        ended = bacelab("plot", self.one, "overhead", "-o", alone / "f.pdf", env=environment)
        self.assert_refused(ended, "f.pdf", "gnuplot", "apt-get install gnuplot-nox")
        self.assertEqual(ended.stderr.count("\n"), 1, "what the shell says is no help")
        self.assertEqual([file.name for file in alone.iterdir()], ["sh"])
        ended = bacelab("plot", self.one, "overhead", "--data", alone / "f.csv", "--script",
                        alone / "f.gp", env=environment)
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))


class Options(PlotTest):
    def test_options_of_other_kinds_are_refused(self):
        for words in (("overhead", "--log"), ("ecdf", "--confidence", 0.9), ("jobs", "--x", "a"),
                      ("scatter", "--difference"), ("sobol", "--point", 0)):
            with self.subTest(words=words):
                self.refused((self.one, *words), (words[1], f"'{words[0]}'", "whose options are"))


class Refused(PlotTest):
    def test_kinds_and_points_that_are_not_there(self):
        for words, told in (
                ((self.one, "overhed"), ("'overhed'", "did you mean 'overhead'?")),
                ((self.two, "overhead", "--point", 2), ("--point 2", "0 to 1")),
                ((self.two, "overhead", "--where", "network.scale=2"),
                 ("network.scale=2", "0.05, 1")),
                ((self.two, "overhead", "--where", "network.scal=1"),
                 ("did you mean 'network.scale'?",)),
                ((self.two, "overhead", "--where", "1"), ("--where 1", "FACTOR=VALUE")),
                ((self.one, "overhead", "--metric", "jct"), ("jct", "jct_mean")),
                ((self.one, "overhead", "--width", "3"), ("--width",)),
                ((self.one, "world", "--hours", "5"), ("--hours 5", "FROM:TO")),
                ((self.one, "timeline", "--hours", "5:1"), ("--hours 5:1", "FROM < TO")),
                ((self.one, "overhead", "--baseline", "lcf", "lcf"), ("lcf", "given twice")),
                ((self.one, "ecdf", "--metric", "cost", "cost"), ("cost", "given twice")),
                ((self.one, "overhead", "--metric", "unserved_jobs"),
                 ("nothing to draw", "not positive")),
                (("none.h5", "overhead"), ("none.h5",))):
            with self.subTest(words=words):
                self.refused(words, told)

    def test_one_policy_has_nothing_to_compare_with(self):
        (self.folder / "alone.toml").write_text(
            ONE_POINT.replace('"bace", "lcf", "own", "cr_ldf"', '"own"'))
        file = self.run_study("alone")
        self.refused((file, "overhead"), ("alone.h5", "the file has only own"))

    def test_incomplete_runs_are_refused_or_left_out(self):
        ended = bacelab("run", self.folder / "one.toml", "-o", self.folder / "stuck.h5", "--quiet",
                        *settings("jobs.one_region=any"))
        self.assertNotEqual(ended.returncode, BAD_INPUT)
        self.refused((self.folder / "stuck.h5", "overhead"),
                     ("incomplete runs", "--drop-incomplete"))
        ended = bacelab("plot", self.folder / "stuck.h5", "overhead", "--drop-incomplete",
                        "--data", self.out("f.csv"))
        self.assertEqual(ended.returncode, DONE)
        self.assertRegex(ended.stderr, r"\d of 6 worlds are left out")

    def test_a_figure_that_is_higher_than_a_page(self):
        values = ", ".join(str(i) for i in range(1, 81))
        file = self.run_study("two", "jobs.count=2",
                              f"design.factors.bandwidth.values=[{values}]", output="many")
        self.refused((file, "overhead"), ("cm high", "--where"))
        self.refused((file, "overhead", "--width", 2, "--script", "x.gp"), ("cm high",))


if __name__ == "__main__":
    unittest.main()
