"""Debian's Furo loads a style from the root of a server and a script as a module, which a browser
refuses from a disk, and has lost the style of dark systems. Furo from elsewhere is left as it is."""

import pathlib
import re

OF_A_SERVER = re.compile(r"@import url\(/[^)]*\);\n")
MODULE = re.compile(r'^import (\* as )?Gumshoe from "\./gumshoe-patched\.js";\n')
DARK_SYSTEM = re.compile(r"prefers-color-scheme: ?dark\)[^}]*--color-background-primary")
DARK = re.compile(r'body\[data-theme="dark"\] \{([^}]*)\}')


def style(text):
    text = OF_A_SERVER.sub("", text)
    if DARK_SYSTEM.search(text) or not DARK.search(text):
        return text
    return (f"{text}\n@media not print {{ @media (prefers-color-scheme: dark) {{\n"
            f'body:not([data-theme="light"]) {{{DARK.search(text)[1]}}} }} }}\n')


def script(text, gumshoe):
    return gumshoe.read_text() + MODULE.sub("", text) if MODULE.search(text) else text


def load_as_plain_scripts(app, page, template, context, tree):
    for file in context["script_files"]:
        getattr(file, "attributes", {}).pop("type", None)


def finish(app, exception):
    if exception:
        return
    static = pathlib.Path(app.outdir) / "_static"
    file = static / "styles" / "furo.css"
    file.write_text(style(file.read_text()))
    file = static / "scripts" / "furo.js"
    file.write_text(script(file.read_text(), file.with_name("gumshoe-patched.js")))


def setup(app):
    app.connect("html-page-context", load_as_plain_scripts)
    app.connect("build-finished", finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
