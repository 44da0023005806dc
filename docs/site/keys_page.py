#!/usr/bin/env python3
"""Prints docs/keys.md, the reference of all keys of a study: `keys_page.py [PROGRAM]`.

It asks `bacelab check --keys` for the keys of a study that has a table of each kind, then with each
name that a key may have, and so on with the keys that come with it; in the end for those of the
studies in configs/, which have what needs more than a name: files, ranges, targets.
"""

import collections
import pathlib
import re
import subprocess
import sys
import tempfile

# Tables under names of the user's choice, with one each; the page calls them NAME.
STUDY = """\
[study]
policies = ["bace", "NAME"]
[policies.NAME]
ordering = "fcfs"
path_finder = "cross_greedy"
allocator = "path_order"
[regions]
names = ["NAME", "R1", "R2", "R3", "R4", "R5", "R6", "R7"]
[region.NAME]
gpu = "NAME"
[gpu_types.NAME]
peak_flops = 1e15
memory_bytes = 8e10
power_w = 700
[templates.NAME]
layers = 8
hidden = 1024
sequence = 1024
vocabulary = 1000
parameters = 1e9
[jobs]
templates = ["NAME"]
[design]
type = "grid"
[design.factors.NAME]
key = "network.scale"
values = [1.0, 2.0]
"""
NAMES = ("region", "gpu_types", "templates", "policies", "design.factors", "design.cases",
         "design.points", "network.gbps", "network.rtt_ms", "inputs")
CONFIGS = pathlib.Path(__file__).resolve().parents[2] / "configs"

HEAD = """\
# The keys of a study

Every key that a study file may have, by tables: its meaning, what is allowed, and the default, which is what holds
if the key is not given. A key with a condition exists only if that holds. What a study is made of is described in
[docs/studies.md](studies.md); terms are defined in the [glossary](glossary.md). `bacelab check STUDY.toml --keys`
prints the keys of one study, and this page comes from

```
python3 docs/site/keys_page.py build/release/bacelab > docs/keys.md
```

`NAME` stands for a name of the user's choice: of a region, a GPU type, a template, a policy, a factor. A policy's
parameters are those of `bacelab policies`.
"""

Key = collections.namedtuple("Key", "path meaning allowed default unit")


def keys_of(program, study, settings):
    words = [word for setting in settings for word in ("--set", setting)]
    ended = subprocess.run([program, "check", study, "--keys", *words], check=True,
                           capture_output=True, text=True)
    lines = ended.stdout.splitlines()
    keys = []
    for path, meaning, rule in zip(lines[0::3], lines[1::3], lines[2::3], strict=True):
        rule, _, unit = rule.strip().partition("; unit: ")
        allowed, _, default = rule.rpartition("; default: ")
        keys.append(Key(path, meaning.strip(), allowed, default, unit))
    return keys


def choices(key):
    """The names that a key may have."""
    found = re.fullmatch(r"(?:true, false or )?(?:one of )?(.*)", key.allowed)
    if key.allowed.startswith("one of "):
        return found.group(1).split(", ")
    return re.findall(r'"(\w+)"', key.allowed) if key.allowed.startswith("true, false or") else []


def common(path):
    """The path with NAME for the names of the user's choice."""
    for table in NAMES:
        path = re.sub(rf'^{re.escape(table)}\.("[^"]*"|[^.]+)', f"{table}.NAME", path)
    return path


def all_keys(program, study):
    """The keys in the order in which they are found, with the settings that each needs."""
    found = {}
    pending = [()]
    asked = set()
    while pending:
        settings = pending.pop(0)
        for key in keys_of(program, study, settings):
            if key.path not in found:
                found[key.path] = (key, settings)
            for name in choices(key):
                setting = f'{key.path}="{name}"'
                if setting not in asked:
                    asked.add(setting)
                    pending.append((*found[key.path][1], setting))
    for config in sorted(CONFIGS.glob("*.toml")):  # what needs more than a name
        for key in keys_of(program, config, ()):
            found.setdefault(key.path, (key, ()))
    return found


def cell(text):
    return text.replace("|", "\\|")


def condition(settings):
    return f" (with `{common(settings[-1])}`)".replace("=", " = ") if settings else ""


def is_table(key):
    return key.allowed.startswith(("a table", "tables under"))


def row(key, settings):
    allowed = key.allowed + (f", in {key.unit}" if key.unit else "")
    default = key.default if key.default in ("none", "required") else f"`{key.default}`"
    name = common(key.path).rpartition(".")[2]
    cells = (f"`{name}`", key.meaning + condition(settings), allowed, default)
    return f"| {' | '.join(cell(text) for text in cells)} |"


def page(program):
    with tempfile.TemporaryDirectory() as folder:
        study = pathlib.Path(folder, "study.toml")
        study.write_text(STUDY, encoding="utf-8")
        found = all_keys(program, study)
    rows, meanings = collections.defaultdict(list), {}
    seen = set()
    for key, settings in found.values():
        path = common(key.path)
        if path in seen:
            continue
        seen.add(path)
        if is_table(key):
            meanings[path] = key.meaning + condition(settings)
            rows[path] = []
        else:
            rows[path.rpartition(".")[0]].append(row(key, settings))
    lines = [HEAD]
    for table in sorted(rows, key=lambda name: order(name, rows)):
        if table and rows[table]:
            lines.append(f"## `[{table}]`\n\n{meanings[table]}.\n")
            lines += ["| key | meaning | allowed | default |", "|---|---|---|---|", *rows[table], ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def order(table, tables):
    """Outer tables as they were found, the inner ones of each right behind it."""
    first = list(dict.fromkeys(name.split(".")[0] for name in tables))
    return first.index(table.split(".")[0]), table


if __name__ == "__main__":
    sys.stdout.write(page(sys.argv[1] if len(sys.argv) > 1 else "bacelab"))
