#!/usr/bin/env python3
"""Draws the house: its rooms and folders, how large their files are, and who includes whom.

    python3 tests/house/draw_tree.py            # as text
    python3 tests/house/draw_tree.py --rooms    # only which rooms may include which
    python3 tests/house/draw_tree.py --dot      # for Graphviz: | dot -Tsvg > tree.svg

Rooms and folders stand in the order of their includes: each after all that it includes. Behind the
name of an included folder is the number of include lines. A name without a slash is a folder of the
same room or another room of experiments, or a layer.
"""

import argparse
import collections
import pathlib
import statistics
import sys
import textwrap

from folders import folder_includes, in_order
from source_tree import LAYERS, ROOMS, ROOT, room_of, source_files

WIDTH = 80
_NAME = 34
_HEAD = f"{'':{_NAME}}{'files':>6}{'median':>8}{'largest':>9}"


def lengths(root):
    """{folder: lines of each source file that lies directly in it}."""
    found = collections.defaultdict(list)
    for path in source_files(root):
        found[str(path.parent.relative_to(root))].append(len(path.read_bytes().splitlines()))
    return found


def below(sizes, folder):
    """The lines of each file of a folder and of all folders below it."""
    return [n for other, lines in sizes.items() for n in lines if f"{other}/".startswith(f"{folder}/")]


def figures(name, lines):
    """A row of a table."""
    if not lines:
        return f"{name:{_NAME}}{0:6}"
    return f"{name:{_NAME}}{len(lines):6}{round(statistics.median(lines)):8}{max(lines):9}"


def listed(first, names):
    """Names after an arrow, in as many lines as they need; no line ends within a name."""
    text = ", ".join(name.replace(" ", "\N{NO-BREAK SPACE}") for name in names)
    lines = textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=" " * len(first),
                          break_on_hyphens=False)
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]


def short(folder, room):
    """A folder as seen from a room: without what needs no saying."""
    if folder.startswith(f"{room}/"):
        return folder.removeprefix(f"{room}/")
    return folder.removeprefix("experiments/")


def layer_table(root):
    """Files and lines of each layer and of all."""
    sizes = lengths(root)
    rows = [figures(layer, below(sizes, layer)) for layer in LAYERS]
    return [_HEAD, *rows, figures("all", [n for lines in sizes.values() for n in lines])]


def rooms():
    """Which rooms may include which."""
    width = max(map(len, ROOMS))
    lines = []
    for room, others in ROOMS.items():
        names = [short(other, room) for other in others] or ["(nothing)"]
        lines += listed(f"{room:{width}} -> ", names)
    return lines


def tree(root):
    """Rooms with their folders, and under each folder those that it includes."""
    sizes, arrows = lengths(root), folder_includes(root)
    lines = [_HEAD]
    for room in ROOMS:
        lines.append(figures(room, below(sizes, room)))
        inside = [folder for folder in sizes if room_of(f"{folder}/file") == room]
        for folder in in_order(inside, arrows):
            if len(inside) > 1:
                name = "(its own files)" if folder == room else short(folder, room)
                lines.append(figures(f"  {name}", sizes[folder]))
            others = in_order({there for here, there in arrows if here == folder}, arrows)
            names = [f"{short(other, room)} {len(arrows[folder, other])}" for other in others]
            lines += listed("    -> ", names)
    return lines


def dot(root):
    """The same for Graphviz: a box for each room, an arrow for each pair of folders."""
    lines = ["digraph bacelab {", "  rankdir=BT; node [shape=box];"]
    folders = lengths(root)
    for number, room in enumerate(ROOMS):
        inside = sorted(folder for folder in folders if room_of(f"{folder}/file") == room)
        names = " ".join(f'"{folder}";' for folder in inside)
        lines.append(f'  subgraph cluster_{number} {{ label="{room}"; {names} }}')
    for (here, there), found in sorted(folder_includes(root).items()):
        lines.append(f'  "{here}" -> "{there}" [label={len(found)}];')
    return [*lines, "}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--rooms", action="store_true", help="only which rooms may include which")
    kind.add_argument("--dot", action="store_true", help="for Graphviz")
    parser.add_argument("root", nargs="?", type=pathlib.Path, default=ROOT,
                        help="the source tree; default: this one")
    arguments = parser.parse_args()
    if arguments.rooms:
        lines = rooms()
    elif arguments.dot:
        lines = dot(arguments.root)
    else:
        lines = [*layer_table(arguments.root), "", *tree(arguments.root)]
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
