"""Manual pages: they say what --help says, and man reads them without a warning."""

import re
import shutil
import subprocess
import unittest

from program import DONE, ProgramTest, bacelab, onto_a_full_disk

from test_help import commands, help_of


def inner_commands(command):
    """The commands in one, such as those of `import`."""
    listed = help_of(command).partition("Subcommands:")[2]
    return re.findall(r"^  ([\w-]+) {2,}\S", listed, re.M)


def all_commands():
    """The words of each command: (), ("run",), ("import", "jobs")."""
    found = [()]
    for command in commands():
        found += [(command,), *((command, inner) for inner in inner_commands(command))]
    return found


def plain(page):
    """The text of a page without what roff reads."""
    for escape, text in ((r"\fB", ""), (r"\fI", ""), (r"\fP", ""), (r"\-", "-"), (r"\(aq", "'"),
                         (r"\(ga", "`"), (r"\(ti", "~"), (r"\(ha", "^"), (r"\&", ""),
                         (r"\(rs", "\\")):
        page = page.replace(escape, text)
    return page


class ManPages(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pages = cls.directory / "new" / "man1"
        ended = bacelab("help", "--man-pages", cls.pages)
        assert (ended.returncode, ended.stdout, ended.stderr) == (DONE, "", ""), ended

    def page(self, words):
        return (self.pages / ("-".join(("bacelab", *words)) + ".1")).read_text()

    def test_a_page_for_each_command_and_for_the_program(self):
        names = {"-".join(("bacelab", *words)) + ".1" for words in all_commands()}
        self.assertEqual({file.name for file in self.pages.iterdir()}, names)
        self.assertIn("bacelab-import-jobs.1", names)

    def test_one_page_is_printed(self):
        for words in ((), ("run",), ("import", "jobs")):
            self.assertEqual(bacelab("help", "--man", *words).stdout, self.page(words))

    def test_all_options_and_their_descriptions_are_those_of_help(self):
        for words in all_commands():
            told = help_of(*words)
            listed = re.findall(r"^  (?:(-\w),)?(--[\w-]+)", told, re.M)
            self.assertTrue(listed)
            page = plain(self.page(words))
            for short, name in listed:
                tag = f"{short}, {name}" if short else name
                with self.subTest(words=words, option=tag):
                    self.assertRegex(page, rf"(?m)^\.TP\n{tag}( \S+)?$")
            options = page.partition(".SH OPTIONS\n")[2].partition(".SH")[0]
            self.assertEqual(options.count(".TP"), len(listed))
            text = " ".join(told.split())
            for entry in re.findall(r"(?m)^\.TP\n.*\n(.*)$", options):
                first = re.split(r"[.;,:]", entry)[0]
                self.assertIn(first, text.replace("`", ""), words)

    def test_a_page_begins_with_the_name_and_what_the_command_does(self):
        for words in all_commands():
            page = plain(self.page(words))
            name = "-".join(("bacelab", *words))
            purpose = help_of(*words).splitlines()[0]
            self.assertIn(f"\n.SH NAME\n{name} - {purpose}\n", page)
            self.assertIn(f"\n.SH SYNOPSIS\n{' '.join(('bacelab', *words))} [OPTIONS]", page)
            version = re.search(r"bacelab \S+", bacelab("--version").stdout)[0]
            self.assertIn(f'"{version}"', page)

    def test_choices_defaults_and_what_goes_together(self):
        page = plain(self.page(("compare",)))
        self.assertIn("One of delta, percentile, bca, johnson, bootstrap_t. Default: delta.", page)
        self.assertIn("Not with --csv", page)
        self.assertIn("Allowed: 1 to 4096.", plain(self.page(("run",))))
        self.assertIn("Only with --resume.", plain(self.page(("run",))))
        self.assertIn("jct_mean", page)  # what stands below the options
        self.assertIn("\n75\n", plain(self.page(())))

    def test_hyphens_can_be_searched_and_no_text_is_a_request(self):
        for words in all_commands():
            for line in self.page(words).splitlines():
                if line.startswith("."):
                    self.assertRegex(line, r"^\.(TH|SH|TP|nf|fi)\b")
                    continue
                self.assertNotRegex(line, r"(?<!\\)-")
                self.assertNotIn("`", line)

    def test_man_reads_them_without_a_warning(self):
        if not shutil.which("groff"):
            self.skipTest("there is no groff")
        for file in sorted(self.pages.iterdir()):
            read = subprocess.run(["groff", "-ww", "-man", "-Tutf8", file], capture_output=True,
                                  text=True, timeout=60)
            self.assertEqual((read.returncode, read.stderr), (0, ""), file)
            self.assertIn("SYNOPSIS", re.sub(".\b", "", re.sub("\x1b\\[[0-9;]*m", "", read.stdout)))

    def test_where_nothing_can_be_written(self):
        file = self.write("file", "")
        self.assert_refused(bacelab("help", "--man-pages", file / "pages"), file / "pages")
        self.assert_refused(bacelab("help", "--man-pages", file), file)
        self.assert_refused(onto_a_full_disk("help", "--man", "run"), "standard output")
        self.assert_refused(bacelab("help", "--man-pages", "pages", "run"), "--man-pages")


class HelpOfACommand(ProgramTest):
    def test_it_is_what_the_command_itself_says(self):
        for words in all_commands():
            said = bacelab("help", *words)
            self.assertEqual((said.returncode, said.stderr), (DONE, ""))
            self.assertEqual(said.stdout, help_of(*words))

    def test_commands_that_there_are_not(self):
        self.assert_refused(bacelab("help", "replay"), "no command 'replay'", "'simulate'")
        self.assert_refused(bacelab("help", "rnu"), "there is no command 'rnu'", "'run'", "compare")
        self.assert_refused(bacelab("help", "import", "job"), "bacelab import has no 'job'",
                            "did you mean 'jobs'?", "latency")
        self.assert_refused(bacelab("help", "run", "x"), "bacelab run has no commands", "'x'")


if __name__ == "__main__":
    unittest.main()
