"""docs/site/build.sh: the pages make a site without a warning; nothing in it is dead or comes from a
network, and its search works from a disk."""

import html
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import html_pages
from source_tree import ROOT, write_tree

CHROMIUM = shutil.which("chromium")
SPHINX = shutil.which("sphinx-build")


def start(root, *words):
    return subprocess.Popen([root / "docs" / "site" / "build.sh", *words], text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def end(build):
    said, complained = build.communicate()
    return subprocess.CompletedProcess(build.args, build.returncode, said, complained)


def contents(folder):
    return {file.relative_to(folder): file.read_bytes()
            for file in folder.rglob("*") if file.is_file()}


@unittest.skipUnless(SPHINX, "no Sphinx is installed")
class SiteTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory(prefix="bacelab-site-")
        cls.addClassCleanup(directory.cleanup)
        cls.directory = pathlib.Path(directory.name)


class Site(SiteTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.site = cls.directory / "site"
        cls.again = cls.directory / "again"
        write_tree(cls.again, {".buildinfo": "", "old.html": ""})
        for build in (start(ROOT, cls.site), start(ROOT, cls.again)):
            ended = end(build)
            assert (ended.returncode, ended.stderr) == (0, ""), ended.stderr
        cls.index = (cls.site / "index.html").read_text()

    def browsed(self, address):
        """A page as the browser has it after its scripts; what these complained of fails the test."""
        with tempfile.TemporaryDirectory(dir=self.directory) as profile:
            ended = subprocess.run(
                [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
                 "--disable-background-networking", "--disable-dev-shm-usage",
                 f"--user-data-dir={profile}", "--enable-logging=stderr",
                 "--virtual-time-budget=20000", "--dump-dom", f"{self.site.as_uri()}/{address}"],
                capture_output=True, text=True, timeout=100, stdin=subprocess.DEVNULL)
        self.assertEqual([line for line in ended.stderr.splitlines() if "CONSOLE" in line], [])
        return ended.stdout

    def test_every_page_is_there(self):
        pages = {page.relative_to(ROOT).with_suffix(".html") for pattern in (
            "*.md", "docs/*.md", "docs/*.ipynb") for page in ROOT.glob(pattern)}
        pages -= {pathlib.Path("README.html")}
        self.assertGreater(len(pages), 20)
        links = set(re.findall(r'class="reference internal" href="([\w/-]+\.html)"', self.index))
        for page in pages:
            self.assertTrue((self.site / page).is_file(), page)
            self.assertIn(str(page), links)

    def test_every_link_and_anchor_is_there(self):
        self.assertEqual(html_pages.dead_links(self.site), [])

    def test_nothing_comes_from_a_network(self):
        self.assertEqual(html_pages.loads_from_elsewhere(self.site), [])

    def test_it_is_dark_where_the_system_is(self):
        style = (self.site / "_static" / "styles" / "furo.css").read_text()
        dark = re.search(
            r"prefers-color-scheme: ?dark\)[^}]*--color-background-primary: ?(#\w+)", style)
        self.assertEqual(dark[1], "#131416")

    def test_the_navigation_has_the_groups_of_readme(self):
        listed = (ROOT / "README.md").read_text().partition("## Where to go next")[2]
        groups = re.findall(r"(?m)^([A-Z][\w ]+):$", listed)
        self.assertGreaterEqual(len(groups), 4)
        captions = re.findall(r'class="caption-text">([^<]*)<', self.index)
        self.assertEqual(captions[:len(groups)], groups)

    def test_terms_have_anchors(self):
        rows = re.findall(r"(?m)^\| ([^|]+) \| .* \|$", (ROOT / "docs" / "glossary.md").read_text())
        terms = [term for row in rows for term in row.split(", ") if row != "term"]
        self.assertGreater(len(terms), 80)
        anchors = html_pages.Page((self.site / "docs" / "glossary.html").read_text()).anchors
        for term in terms:
            name = "term-" + re.sub(r"[^a-z0-9]+", "-", term.lower()).strip("-")
            self.assertIn(name, anchors)
        self.assertEqual(len(terms), len(set(terms)))

    @unittest.skipUnless(CHROMIUM, "no Chromium is installed")
    def test_the_search_works_from_a_disk(self):
        dom = self.browsed("search.html?q=elementary+effect")
        hits = html.unescape(dom[dom.index('id="search-results"'):])
        found = re.findall(r'<li[^>]*><a href="([^"]*)"', hits)
        self.assertEqual(found[0], "docs/glossary.html#term-elementary-effect")
        self.assertIn("docs/statistics.html", found)
        self.assertRegex(hits, r"found [1-9]\d* page")
        self.assertNotIn("docs/slurm.html", found)

    @unittest.skipUnless(CHROMIUM, "no Chromium is installed")
    def test_scripts_of_the_pages_run_from_a_disk(self):
        self.assertIn("no-js", self.index)
        self.assertNotIn("no-js", re.search("<html[^>]*>", self.browsed("docs/studies.html"))[0])

    def test_made_again_in_the_place_of_another_it_is_equal(self):
        first, second = contents(self.site), contents(self.again)
        self.assertEqual(first.keys(), second.keys())
        self.assertEqual([name for name in first if first[name] != second[name]], [])


class OtherTrees(SiteTest):
    def tree(self, name, files):
        root = self.directory / name
        shutil.copytree(ROOT / "docs" / "site", root / "docs" / "site")
        write_tree(root, files)
        return root

    def test_mistakes_are_listed_with_page_and_line(self):
        root = self.tree("wrong", {
            "README.md": "# A\n\n[b](docs/b.md)\n\n## Where to go next\n\nAll:\n- [b](docs/b.md)\n",
            "docs/b.md": "# B\n\n[c](c.md)\n\n[a](../README.md#nowhere)\n",
        })
        ended = end(start(root, self.directory / "none"))
        self.assertEqual((ended.returncode, ended.stdout), (1, ""))
        self.assertIn("docs/b.md:3: WARNING", ended.stderr)
        self.assertIn("docs/b.md:5: WARNING", ended.stderr)
        self.assertFalse((self.directory / "none").exists())

    def test_a_folder_that_is_no_site_is_kept(self):
        write_tree(self.directory, {"mine/thesis.txt": "all of it"})
        ended = end(start(ROOT, self.directory / "mine"))
        self.assertEqual(ended.returncode, 2)
        self.assertIn("is no site made before; name another folder", ended.stderr)
        self.assertEqual([file.name for file in (self.directory / "mine").iterdir()], ["thesis.txt"])


class InventedPages(unittest.TestCase):
    def test_dead_links_and_foreign_things_are_found(self):
        with tempfile.TemporaryDirectory() as directory:
            write_tree(directory, {
                "a.html": '<h1 id="x"></h1><a href="b.html#y"></a><a href="#x"></a><a href="#z"></a>'
                          '<a href="https://example.org"></a><img src="https://example.org/i.png">',
                "b.html": '<p id="y"></p><a href="c.html"></a><link href="s.css?v=1">'
                          '<style>p { background: url(data:image/png;base64,00) }</style>',
                "s.css": "@import url(/n.css);\n@import 'http://example.org/o.css';",
            })
            folder = pathlib.Path(directory).resolve()
            self.assertEqual(html_pages.dead_links(folder), [("a.html", "#z"), ("b.html", "c.html")])
            self.assertEqual(html_pages.loads_from_elsewhere(folder), [
                ("a.html", "https://example.org/i.png"), ("s.css", "/n.css"),
                ("s.css", "http://example.org/o.css")])


if __name__ == "__main__":
    unittest.main()
