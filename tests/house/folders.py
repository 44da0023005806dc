"""Folders of the house as a graph: which include which, in what order they stand, where a circle is."""

import collections
import pathlib

from source_tree import includes


def folder_includes(root):
    """{(folder, other folder): includes between files that lie directly in them}."""
    arrows = collections.defaultdict(list)
    for include in includes(root):
        if include.within_house():
            here = str(include.file.parent)
            there = str(pathlib.PurePosixPath(include.name).parent)
            if here != there:
                arrows[here, there].append(include)
    return dict(arrows)


def in_order(nodes, arrows):
    """The nodes, each after all that it points to; where a circle forbids that, by name."""
    left, order = sorted(nodes), []
    while left:
        free = [node for node in left if not any((node, other) in arrows for other in left)]
        order.append((free or left)[0])
        left.remove(order[-1])
    return order


def shortest_circle(arrows):
    """The nodes of a shortest circle of arrows, from the first by name; [] if there is none."""
    circles = []
    for start in sorted({node for node, _ in arrows}):
        paths, seen = collections.deque([[start]]), {start}
        while paths:
            path = paths.popleft()
            if (path[-1], start) in arrows:
                circles.append(path)
                break
            for other in sorted(other for node, other in arrows if node == path[-1]):
                if other not in seen:
                    seen.add(other)
                    paths.append(path + [other])
    return min(circles, key=len, default=[])


def circles(root):
    """For each folder whose parts include each other in a circle, one: {part: {next: includes}}.

    The parts of a folder are its sub-folders, each with all below it, and the files that lie
    directly in it.
    """
    levels = collections.defaultdict(lambda: collections.defaultdict(list))
    for (here, there), found in folder_includes(root).items():
        a, b = here.split("/"), there.split("/")
        depth = 0
        while depth < min(len(a), len(b)) and a[depth] == b[depth]:
            depth += 1
        parts = "/".join(a[:depth + 1]), "/".join(b[:depth + 1])
        levels["/".join(a[:depth])][parts] += found
    found = []
    for level in sorted(levels):
        arrows = levels[level]
        circle = shortest_circle(arrows)
        if circle:
            steps = list(zip(circle, circle[1:] + circle[:1]))
            found.append({step: arrows[step] for step in steps})
    return found
