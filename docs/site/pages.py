"""What differs between a page on a code host and on the site: README's list of pages becomes the
navigation, and a link that is named by its file gets the title of the page."""

import pathlib
import re

PAGE = r"[\w./-]+\.(?:md|ipynb)"
GROUPS = re.compile(r"^(\w[^\n]*):\n((?:- .*\n(?:  .*\n)*)+)", re.M)
LINKED = re.compile(rf"\]\(({PAGE})\)")
NAMED_BY_FILE = re.compile(rf"\[{PAGE}\]\(({PAGE})(#[\w-]*)?\)")


def title(path):
    """Of a page of Markdown, as short as a menu needs it: "Findings" of "Findings: what ..."."""
    heading = re.search(r"^# (.*)$", path.read_text(encoding="utf-8"), re.M)
    return heading[1].partition(":")[0] if heading else ""


def groups(readme, found):
    """{title: pages} of README's list, and all pages that it does not have."""
    listed = readme.partition("## Where to go next\n")[2]
    of_readme = {name: [page.rpartition(".")[0] for page in LINKED.findall(items)]
                 for name, items in GROUPS.findall(listed)}
    named = {page for pages in of_readme.values() for page in pages}
    return {**of_readme, "The project": sorted(found - named - {"index"})}


def navigation(app, readme):
    parts = []
    for name, pages in groups(readme, app.env.found_docs).items():
        entries = []
        for page in pages:
            file = pathlib.Path(app.env.doc2path(page))
            short = file.suffix == ".md" and title(file)
            entries.append(f"{short} <{page}>" if short else page)
        parts.append("\n".join(["```{toctree}", ":hidden:", f":caption: {name}", "", *entries, "```\n"]))
    return "\n".join(parts)


def read(app, docname, source):
    folder = pathlib.Path(app.env.doc2path(docname)).parent

    def named_by_title(link):
        file = folder / link[1]
        short = not link[2] and file.suffix == ".md" and file.is_file() and title(file)
        return f"[{short or ''}]({link[1]}{link[2] or ''})"

    text = source[0]
    if docname == "index":
        text += "\n" + navigation(app, text)
    text = re.sub(r"\]\((\.\./)?README\.md", r"](\1index.md", text)
    source[0] = NAMED_BY_FILE.sub(named_by_title, text)


def setup(app):
    app.connect("source-read", read)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
