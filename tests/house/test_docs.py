"""Links of the documentation lead somewhere, and the glossary names files that exist."""

import pathlib
import re
import tempfile
import unittest

from source_tree import ROOT, write_tree


def anchors(text):
    """The anchors that GitHub makes from the headings of a page."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.S | re.M)
    headings = re.findall(r"^#+ (.*)$", text, re.M)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def pages(root):
    return [root / "README.md", *sorted((root / "docs").glob("*.md"))]


def broken_links(root):
    """(page, link) of each link to a file or heading of the tree that is not there."""
    found = []
    for page in pages(root):
        for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text()):
            if "://" in link:
                continue
            file, _, anchor = link.partition("#")
            target = page.parent / file if file else page
            if not target.is_file() or (anchor and anchor not in anchors(target.read_text())):
                found.append((page.name, link))
    return found


def missing_sources(root):
    """The source files that the glossary names and that are not there."""
    named = re.findall(r"`([\w./-]+/[\w.-]+\.hpp)`", (root / "docs" / "glossary.md").read_text())
    return [name for name in named if not (root / name).is_file()]


class Docs(unittest.TestCase):
    def test_every_link_leads_somewhere(self):
        self.assertEqual(broken_links(ROOT), [])

    def test_the_glossary_names_sources_that_exist(self):
        self.assertEqual(missing_sources(ROOT), [])

    def test_every_page_links_to_the_glossary(self):
        silent = [page.name for page in pages(ROOT)
                  if page.name != "glossary.md" and "glossary.md" not in page.read_text()]
        self.assertEqual(silent, [])

    def test_a_broken_link_and_a_missing_source_are_found(self):
        with tempfile.TemporaryDirectory() as directory:
            root = pathlib.Path(directory)
            write_tree(root, {
                "README.md": "[a](docs/a.md#one-two) [b](docs/a.md#three) [c](docs/c.md)\n",
                "docs/a.md": "## One two\n[web](https://example.org)\n",
                "docs/glossary.md": "`core/x.hpp` `core/y.hpp`\n",
                "core/x.hpp": "",
            })
            self.assertEqual(broken_links(root), [("README.md", "docs/a.md#three"),
                                                  ("README.md", "docs/c.md")])
            self.assertEqual(missing_sources(root), ["core/y.hpp"])


if __name__ == "__main__":
    unittest.main()
