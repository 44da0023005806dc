"""The site of the pages, for sphinx-build: build.sh calls it. What it makes depends on the pages alone."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.dont_write_bytecode = True

project = "bacelab"
root_doc = "index"
include_patterns = ["*.md", "docs/*.md", "docs/*.ipynb"]
source_suffix = {".md": "markdown", ".ipynb": "markdown"}
extensions = ["myst_parser", "notebook", "pages", "glossary", "furo_of_debian"]

# Links to headings are those of a code host.
myst_heading_anchors = 6
myst_update_mathjax = False
highlight_language = "none"
smartquotes = False

html_theme = "furo"
html_title = "bacelab"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_copy_source = False
html_show_copyright = False
html_use_index = False
html_permalinks_icon = "#"
