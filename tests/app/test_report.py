"""`bacelab report`: a page on results, whose numbers are those of `bacelab compare`."""

import html.parser
import json
import os
import pathlib
import re
import shutil
import tempfile
import unittest

from plots import TwoStudies
from program import DONE, INCOMPLETE, MAY_GET_STUCK, SMALL_STUDY, bacelab, settings, shows

VOID = {"meta", "link", "br", "hr", "img", "input"}
COLUMNS = ("baseline_mean", "difference", "overhead", "reduction", ("better", "probability"),
           "p_value", "p_adjusted", "best")


class Page(html.parser.HTMLParser):
    """What a browser without script has: texts, ids, tables, addresses."""

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.addresses, self.uses = [], [], [], []
        self.tables, self.texts, self.scripts = [], [], {}
        self.feed(text)
        assert not self.open, self.open

    def handle_starttag(self, tag, attributes):
        self.start(tag, dict(attributes))
        if tag not in VOID:
            self.open.append((tag, dict(attributes)))

    def handle_startendtag(self, tag, attributes):
        self.start(tag, dict(attributes))

    def start(self, tag, found):
        self.ids += [found["id"]] if "id" in found else []
        for name in ("src", "href", "xlink:href", "action", "data"):
            if name in found:
                (self.uses if found[name].startswith("#") else self.addresses).append(found[name])
        if tag == "table":
            self.tables.append({**found, "rows": []})
        if tag == "tr" and self.tables:
            self.tables[-1]["rows"].append([])
        if tag in ("td", "th"):
            self.tables[-1]["rows"][-1].append({**found, "text": ""})

    def handle_endtag(self, tag):
        assert self.open and self.open[-1][0] == tag, (tag, self.open[-1:])
        self.open.pop()

    def handle_data(self, text):
        tags = [tag for tag, _ in self.open]
        if "script" in tags:
            self.scripts[self.open[-1][1].get("id")] = text
        elif "style" not in tags:
            self.texts.append(text)
            if "td" in tags or "th" in tags:
                self.tables[-1]["rows"][-1][-1]["text"] += text

    @property
    def text(self):
        return re.sub(r"\s+", " ", "".join(self.texts))


class ReportTest(TwoStudies):
    @classmethod
    def study(cls, name, *sets, output=None, ends=DONE):
        file = cls.folder / f"{output or name}.h5"
        if not file.exists():
            ended = bacelab("run", cls.folder / f"{name}.toml", "-o", file, "--quiet",
                            *settings(*sets))
            assert ended.returncode == ends, ended.stderr
        return file

    def page_text(self, file, *words, **options):
        out = pathlib.Path(tempfile.mkdtemp(dir=self.directory)) / "page.html"
        ended = bacelab("report", file, "-o", out, *words, **options)
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        return out.read_text()

    def page(self, file, *words, **options):
        return Page(self.page_text(file, *words, **options))

    def compared(self, file, *words):
        return json.loads(bacelab("compare", file, "--json", *words).stdout)

    def assert_cell(self, cell, estimate):
        if estimate["value"] is None:
            self.assertEqual(cell["text"], "-")
            return
        self.assertEqual(float(cell["data-value"]), estimate["value"])
        for end in ("lower", "upper"):
            if estimate.get(end) is not None:
                self.assertEqual(float(cell[f"data-{end}"]), estimate[end])

    def assert_tables(self, page, compared, point):
        tables = {table["data-metric"]: table for table in page.tables
                  if table.get("data-point") == point
                  and table.get("data-policy") == compared[0]["policy"]}
        self.assertEqual(list(tables), [each["metric"] for each in compared])
        for each in compared:
            _, own, *rows = tables[each["metric"]]["rows"]
            self.assert_cell(own[1], each["policy_mean"])
            self.assert_cell(own[-1], each["policy_best"])
            self.assertEqual(len(rows), len(each["baselines"]))
            for row, baseline in zip(rows, each["baselines"]):
                self.assertEqual(row[0]["text"], baseline["baseline"])
                for cell, key in zip(row[1:], COLUMNS, strict=True):
                    found = baseline
                    for name in [key] if isinstance(key, str) else key:
                        found = found[name]
                    self.assert_cell(cell, found)


class OnePoint(ReportTest):
    def test_numbers_are_those_of_compare(self):
        file = self.study("one")
        page = self.page(file)
        compared = self.compared(file)
        self.assert_tables(page, compared, "0")
        self.assertEqual(json.loads(page.scripts["comparisons"]), compared)
        for table in compared:
            for row in table["baselines"]:
                better = row["better"]
                self.assertIn(f"({better['losses']} of {table['pairs']})", page.text)

    def test_options_are_those_of_compare(self):
        file = self.study("one")
        words = ("--policy", "lcf", "--baseline", "bace", "--metric", "wait_mean", "--confidence",
                 0.8, "--interval", "bca", "--resamples", 300, "--adjust", "bonferroni")
        page = self.page(file, *words)
        self.assertEqual(json.loads(page.scripts["comparisons"]), self.compared(file, *words))

    def test_a_verdict_is_only_given_if_the_interval_is_without_0(self):
        file = self.study("one", "study.replications=60", output="sure")
        text = self.page(file).text
        for table in self.compared(file):
            for row in table["baselines"]:
                names = f"{table['policy']} and {row['baseline']} in the "
                contains = any(row[form]["lower"] <= 0.0 <= row[form]["upper"]
                               for form in ("difference", "overhead", "reduction"))
                cost = {"jct_mean": "mean job completion time", "cost": "electricity cost"}
                sentence = f"No difference shown between {names}{cost[table['metric']]}"
                self.assertEqual(sentence in text, contains, (table["metric"], row["baseline"]))

    def test_its_parts_have_an_order(self):
        parts = ["verdict", "tables", "figures", "worst", "assumptions", "provenance"]
        self.assertEqual([each for each in self.page(self.study("one")).ids if each in parts],
                         parts)

    def test_it_needs_nothing_else(self):
        text = self.page_text(self.study("one"))
        page = Page(text)
        self.assertEqual(page.addresses, [])
        self.assertEqual(len(page.ids), len(set(page.ids)))
        self.assertLessEqual({use[1:] for use in page.uses}, set(page.ids))
        self.assertNotRegex(text, r"https?://(?!www\.w3\.org/2000/svg)")
        self.assertNotRegex(text, r"url\((?!#)|@import")
        self.assertGreaterEqual(text.count("<svg"), 6)

    def test_provenance_assumptions_and_study_are_told(self):
        page = self.page(self.study("one"))
        self.assertIn("seed 7", page.text)
        self.assertIn("bacelab run ", page.text.replace(os.environ.get("BACELAB", ""), "bacelab"))
        rows = {row[0]["text"]: [cell["text"] for cell in row[1:]]
                for table in page.tables for row in table["rows"] if len(row) == 4}
        self.assertEqual(rows["price.daily.amplitude"][:2], ["0.3", "0.0"])
        self.assertEqual(rows["study.seed"][:2], ["7", "1"])
        self.assertNotIn("network.scale", rows)
        self.assertIn("[network.fluctuation] sigma = 0.3", page.text)

    def test_each_worst_world_can_be_seen_again(self):
        file = self.study("one")
        commands = re.findall(r"bacelab (simulate one\.h5 --replication \d+ --policy bace "
                              r"--policy \w+)", self.page(file).text)
        worst = [world for table in self.compared(file) for row in table["baselines"]
                 for world in row["worst_worlds"]]
        self.assertEqual(len(commands), len(worst))
        explained = re.findall(r"bacelab (explain one\.h5 --replication \d+ --policy \w+ "
                               r"--against \w+)", self.page(file).text)
        for command in (commands[0], explained[0]):
            ended = bacelab(*command.split(), cwd=self.directory)
            self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))

    def test_texts_of_the_study_are_no_html(self):
        file = self.study("one", 'study.title="<b>&\\"x\\"</b></title><script>"', output="html")
        page = self.page(file)
        self.assertIn('<b>&"x"</b></title><script>', page.text)

    def test_without_gnuplot_all_but_the_figures_is_there(self):
        alone = pathlib.Path(tempfile.mkdtemp(dir=self.directory))
        (alone / "sh").symlink_to(shutil.which("sh"))
        page = self.page(self.study("one"), env=dict(os.environ, PATH=str(alone)))
        self.assertIn("apt-get install gnuplot-nox", page.text)
        self.assert_tables(page, self.compared(self.study("one")), "0")

    def test_equal_results_give_equal_pages(self):
        file = self.study("one")
        self.assertEqual(self.page_text(file),
                         self.page_text(file, env=dict(os.environ, TZ="Asia/Tokyo")))

    def test_what_exists_is_kept_unless_forced(self):
        file = self.study("one")
        out = self.write("old.html", "old")
        self.assert_refused(bacelab("report", file, "-o", out), "old.html", "exists")
        self.assertEqual(pathlib.Path(out).read_text(), "old")
        self.assertEqual(bacelab("report", file, "-o", out, "--force").returncode, DONE)
        self.assert_refused(bacelab("report", file, "-o", file, "--force"), "one.h5")
        self.assert_refused(bacelab("report", file, "--metric", "jct_men", "-o", "x.html"),
                            "jct_men", "did you mean")

    def test_by_default_it_is_written_here(self):
        folder = tempfile.mkdtemp(dir=self.directory)
        ended = bacelab("report", self.study("one"), cwd=folder)
        self.assertEqual((ended.returncode, ended.stdout), (DONE, "one.report.html\n"))
        self.assertEqual(os.listdir(folder), ["one.report.html"])


class OtherResults(ReportTest):
    def test_several_points(self):
        file = self.study("two")
        page = self.page(file)
        self.assert_tables(page, self.compared(file, "--pooled"), "pooled")
        for point in (0, 1):
            self.assert_tables(page, self.compared(file, "--point", point), str(point))
        (table,) = [each for each in page.tables if each.get("data-design") == "jct_mean"]
        for row, point in zip(table["rows"][1:], (0, 1), strict=True):
            (compared,) = self.compared(file, "--point", point, "--metric", "jct_mean")
            self.assertEqual(row[1]["text"], ("0.05", "1")[point])
            for cell, baseline in zip(row[3:], compared["baselines"], strict=True):
                self.assert_cell(cell, baseline["overhead"])
                self.assertTrue(shows(cell["text"].split(" [")[0],
                                      100.0 * baseline["overhead"]["value"]))

    def test_stuck_runs_are_left_out_and_told(self):
        file = self.study("one", *MAY_GET_STUCK, "study.replications=40", output="stuck",
                          ends=INCOMPLETE)
        page = self.page(file)
        compared = self.compared(file, "--drop-incomplete")
        self.assertLess(compared[0]["pairs"], 40)
        self.assertIn(f"{40 - compared[0]['pairs']} of 40 worlds are left out", page.text)
        self.assert_tables(page, compared, "0")
        (table,) = [each for each in page.tables
                    if each["rows"][0][0]["text"] == "policy" and
                    each["rows"][0][-1]["text"] == "failed"]
        self.assertIn("lcf", [row[0]["text"] for row in table["rows"]])

    def test_of_very_many_worlds_some_are_shown_and_that_is_said(self):
        sets = ("jobs.count=2", "study.replications=3500")
        text = self.page_text(self.study("one", *sets, output="many"), "--metric", "cost")
        self.assertIn("3500 worlds are counted in 48 x 48 cells", text)
        self.assertIn("Each curve has 1000 of 3500 worlds", text)
        sets = ("jobs.count=2", "study.replications=900")
        text = self.page_text(self.study("one", *sets, output="more"), "--metric", "cost")
        self.assertIn("500 of 900 points are shown, evenly chosen", text)

    def test_a_page_stays_below_2_mb_with_many_policies_and_points(self):
        names = [f"p{i}" for i in range(60)]
        study = SMALL_STUDY.replace('"lcf", "own", "cr_ldf"', ", ".join(f'"{n}"' for n in names))
        own = re.search(r"\[policies.own\]\n(.*?)\n\n", study, re.S)
        study = study.replace(own[0], "".join(f"[policies.{n}]\n{own[1]}\n\n" for n in names))
        study = study.replace("[0.05, 1.0]", str([round(0.02 * i, 2) for i in range(1, 31)]))
        (self.folder / "wide.toml").write_text(study)
        text = self.page_text(self.study("wide", "study.replications=2"))
        self.assertLess(len(text.encode()), 2e6)
        self.assertIn("figures left out", text)
        self.assertIn("Of 30 points the first 25 are shown", text)

    def test_one_replication_gives_no_verdict(self):
        page = self.page(self.study("one", "study.replications=1", output="single"))
        self.assertIn("No verdict on bace and lcf", page.text)

    def test_one_policy_is_only_shown(self):
        page = self.page(self.study("one", 'study.policies=["own"]', output="alone"))
        self.assertIn("only the policy own", page.text)
        self.assertIn("Distribution over 6 worlds", page.text)

    def test_indices_are_those_of_sensitivity(self):
        (self.folder / "range.toml").write_text(
            SMALL_STUDY.replace("values = [0.05, 1.0]", "low = 0.05\nhigh = 1"))
        for design, size, member, keys in (
                ("saltelli", "samples", "sobol", ("first", "total")),
                ("morris", "trajectories", "morris", ("mu_star", "mu", "sigma"))):
            with self.subTest(design=design):
                file = self.study("range", f"design.type={design}", f"design.{size}=4",
                                  output=design)
                page = self.page(file)
                (table,) = [table for table in page.tables
                            if table.get("data-output") == "mean(jct_mean, bace)"]
                ended = bacelab("sensitivity", file, "--output", "jct_mean", "--json")
                factors = json.loads(ended.stdout)[member]["factors"]
                for row, factor in zip(table["rows"][1:], factors, strict=True):
                    self.assertEqual(row[0]["text"], factor["factor"])
                    for cell, key in zip(row[1:], keys, strict=True):
                        self.assert_cell(cell, factor[key])
                self.assert_tables(page, self.compared(file, "--pooled"), "pooled")


if __name__ == "__main__":
    unittest.main()
