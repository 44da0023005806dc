"""docs/findings.md and matching.md: a script makes all their tables anew, and has each of their numbers."""

import os
import re
import subprocess
import unittest

from plugins import BUILD
from program import SOURCE, ProgramTest

STUDIES = SOURCE / "studies"
PAGE = SOURCE / "docs" / "findings.md"
PAGES = (PAGE, SOURCE / "docs" / "matching.md")
INTERVAL = r"-?[\d.]+ \[-?[\d.]+, -?[\d.]+\]"


def all_tables():
    """Of the studies, and of public inputs (configs/public/aws.sh)."""
    return (STUDIES / "tables.md").read_text() + (STUDIES / "public.md").read_text()


def tables(text):
    """Name -> table, of a file as the script writes it."""
    parts = re.split(r"^## (\w+)\n\n", text, flags=re.M)[1:]
    return {name: table.strip() for name, table in zip(parts[::2], parts[1::2])}


def savings(table, policy):
    """(bandwidth, by how many % the policy has less than bace), of each point of the map."""
    head, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")]
                      for line in table.replace("\\", "").split("\n")]
    column = head.index(f"{policy} [%]")
    return [(float(row[2]), -float(row[column].split(" [")[0])) for row in rows]


def span(values):
    return f"{min(values):.0f} to {max(values):.0f} %"


def with_tables(page, found):
    """The page with these tables in its blocks."""
    return re.sub(r"(<!-- begin: (\w+) -->\n).*?(<!-- end: \2 -->)",
                  lambda block: f"{block[1]}{found[block[2]]}\n{block[3]}", page, flags=re.S)


def make(folder, *words):
    """What the script writes."""
    environment = dict(os.environ, PYTHONPATH=str(BUILD / "python"))
    ended = subprocess.run([STUDIES / "findings.sh", *words, folder], env=environment,
                           capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    return (folder / "tables.md").read_text()


class Findings(ProgramTest):
    def test_a_small_version_is_made_anew(self):
        folder = self.directory / "small"
        text = make(folder, "--replications", "30")
        if "BACELAB_RENEW" in os.environ:
            (STUDIES / "small.md").write_text(text)
        self.assertEqual(text, (STUDIES / "small.md").read_text())

    def test_the_page_shows_the_tables_of_the_studies(self):
        found = tables(all_tables())
        for file in PAGES:
            page = file.read_text()
            self.assertEqual(with_tables(page, found), page)
            self.assertGreaterEqual(len(re.findall("<!-- begin: ", page)), 6)

    def test_ranges_of_the_text_are_those_of_the_tables(self):
        found = tables((STUDIES / "tables.md").read_text())
        page, readme = (" ".join(file.read_text().split())
                        for file in (PAGE, SOURCE / "README.md"))
        total = savings(found["ours_cost_total"], "bace_local")
        self.assertIn("save " + span([saved for bandwidth, saved in total if bandwidth >= 0.03])
                      + " of the total cost", readme)
        electricity = [saved for _, saved in savings(found["ours_cost"], "bace_frugal")]
        self.assertIn(f"and {span(electricity)} of electricity", readme)
        self.assertIn(f"it is `bace_frugal` at {found['best_cost_total'].count('bace_frugal')} of "
                      "them", page)
        self.assertEqual(found["best_cost"].count("bace_frugal"), 48)
        for baseline in ("lcf", "ldf"):
            all_saved = savings(found["load_bandwidth_cost"], baseline)
            self.assertEqual(min(saved for _, saved in all_saved) > 0, baseline == "lcf")

    def test_each_interval_of_the_text_stands_in_a_table(self):
        page = re.sub(r"^\|.*\n", "", PAGE.read_text(), flags=re.M)
        intervals = re.findall(INTERVAL, page.replace("\n", " "))
        self.assertGreater(len(intervals), 3)
        for interval in intervals:
            self.assertIn(interval, all_tables())


if __name__ == "__main__":
    unittest.main()
