"""What the test of the site reads of its pages: links, anchors, and all that a page loads by itself."""

import html.parser
import re
import urllib.parse

LOADS = {"script": ["src"], "img": ["src", "srcset"], "link": ["href"], "iframe": ["src"],
         "source": ["src", "srcset"], "video": ["src"], "audio": ["src"], "object": ["data"],
         "embed": ["src"], "input": ["src"], "image": ["href"], "use": ["href"]}


class Page(html.parser.HTMLParser):
    """`links` of its text, what it `loads`, and its `anchors`."""

    def __init__(self, text):
        super().__init__()
        self.links, self.loads, self.anchors, self.styles = [], [], set(), []
        self.feed(text)
        for style in [*self.styles, *re.findall(r"<style>(.*?)</style>", text, re.S)]:
            self.loads += loads_of_style(style)

    def handle_starttag(self, tag, attributes):
        found = {name: value or "" for name, value in attributes}
        self.anchors |= {found[name] for name in ("id", "name") if name in found}
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if tag == "form" and "action" in found:
            self.links.append(found["action"])
        if "style" in found:
            self.styles.append(found["style"])
        self.loads += [found[name] for name in LOADS.get(tag, ()) if name in found]


def loads_of_style(text):
    return re.findall(r"url\(\s*['\"]?([^'\")]+)", text) + \
        re.findall(r"@import\s+['\"]([^'\"]+)", text)


def is_foreign(url):
    """Does it lead out of the folder of the site? Data in the page itself does not."""
    parts = urllib.parse.urlsplit(url)
    return bool(parts.netloc or (parts.scheme and parts.scheme != "data") or url.startswith("/"))


def pages(site):
    return {file: Page(file.read_text()) for file in sorted(site.rglob("*.html"))}


def dead_links(site):
    """(page, link) of each relative link, or thing loaded, that is not there."""
    found = pages(site)
    dead = []
    for file, page in found.items():
        for link in [*page.links, *page.loads]:
            parts = urllib.parse.urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            path = urllib.parse.unquote(parts.path)
            target = (file.parent / path).resolve() if path else file
            anchors = found[target].anchors if target in found else set()
            if not target.is_file() or (
                    parts.fragment and urllib.parse.unquote(parts.fragment) not in anchors):
                dead.append((str(file.relative_to(site)), link))
    return dead


def loads_from_elsewhere(site):
    """(file, address) of all that a page or a style of the site asks a server for."""
    asked = [(file, url) for file, page in pages(site).items() for url in page.loads]
    asked += [(file, url) for file in site.rglob("*.css") for url in loads_of_style(file.read_text())]
    return [(str(file.relative_to(site)), url) for file, url in asked if is_foreign(url)]
