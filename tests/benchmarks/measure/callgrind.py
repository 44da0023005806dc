"""Instructions that a program executes in its counted_part(), by valgrind's callgrind."""

import collections
import json
import re

from measure.programs import Failed, run

#: What callgrind found: in how many pieces of which work, how many instructions.
Count = collections.namedtuple("Count", "piece pieces instructions")


def count(profile, *command):
    """Runs a program of tests/benchmarks/counted; `profile` is a file for callgrind."""
    ended = run("valgrind", "--tool=callgrind", "--collect-atstart=no",
                "--toggle-collect=counted_part()", f"--callgrind-out-file={profile}", *command)
    answer = json.loads(ended.stdout)
    found = re.search(r"Collected : (\d+)", ended.stderr)
    if found is None or int(found[1]) == 0:
        raise Failed(f"{command[0]}: nothing was counted\n{ended.stderr}")
    return Count(answer["piece"], answer["pieces"], int(found[1]))


def name_of(symbol):
    """bacelab::Simulator::run(...) const -> Simulator::run; libraries keep their own names."""
    name = re.sub(r"\s*\[[^\]]*\]$", "", symbol)
    while (shorter := re.sub(r"<[^<>]*>", "", name)) != name:
        name = shorter
    name = re.sub(r"\(anonymous namespace\)::", "", name).split("(")[0]
    return name.replace("bacelab::", "").split(" ")[-1]


def shares(profile):
    """{function: its share of all instructions, without the functions that it calls}."""
    listing = run("callgrind_annotate", "--auto=no", "--threshold=100", profile).stdout
    costs = collections.Counter()
    for line in listing.splitlines():
        found = re.match(r"\s*([\d,]+)\s+(?:\([^)]*\)\s+)?(\S+?):(.*)$", line)
        if found:
            costs[name_of(found[3])] += int(found[1].replace(",", ""))
    total = sum(costs.values())
    return {name: cost / total for name, cost in costs.most_common()}
