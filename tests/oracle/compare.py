#!/usr/bin/env python3
"""Compare the bacelab program with the oracle on random scenarios.

    compare.py --bacelab PATH_TO_BINARY --count 200 --first-seed 1 [--additions] [--jobs 2]
    compare.py --self --count 20

For each scenario the program runs `BINARY simulate FILE --policy NAME... --json`,
and the oracle runs in-process for each policy. With `--self` the oracle stands in
for the program (run twice, through JSON), which tests the comparison itself. Exit
status: 0 if all runs are equal, else 1.
"""

import argparse
import collections
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
import traceback

import oracle
from model.policies import POLICIES
from random_additions import random_settings
from random_scenarios import random_scenario

# Exit statuses of a program that gave an answer: all jobs served, or not.
DONE = 0
INCOMPLETE = 3

RELATIVE = 1e-9
ABSOLUTE = 1e-9
SHOWN = 20
JOB_FIELDS = ("served", "start_s", "finish_s", "path", "stages", "stages_per_region",
              "cost_usd", "energy_kwh", "stalled_fraction")
OPTIONAL_JOB_FIELDS = ("jct_s", "wait_s", "slowdown", "egress_bytes", "transfer_usd", "total_usd",
                       "gpus")
# A job that never started has none of these; how that is written is not compared.
ABSENT_IF_NOT_STARTED = ("path", "stages", "stages_per_region", "cost_usd", "energy_kwh",
                         "egress_bytes", "transfer_usd", "total_usd", "gpus")
# What a program without the additions does not know.
ADDED_POLICIES = ("bace_total", "bace_local", "bace_frugal")

Difference = collections.namedtuple("Difference", "seed policy job field theirs ours")
Outcome = collections.namedtuple("Outcome", "seed policy differences coverage unmatched")


# Comparing two answers -----------------------------------------------------------


def close(first, second, absolute=0.0):
    """Equal numbers (to the tolerance), or equal anything else."""
    if _is_number(first) and _is_number(second):
        allowed = max(absolute, RELATIVE * max(abs(first), abs(second)))
        return abs(first - second) <= allowed
    return first == second


def _is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def job_differences(theirs, ours):
    """The fields of one job that differ, as (field, theirs, ours)."""
    for field in JOB_FIELDS + OPTIONAL_JOB_FIELDS:
        if field not in theirs:
            if field in JOB_FIELDS:
                yield field, "(missing)", ours[field]
            continue
        first, second = theirs[field], ours[field]
        if (field in ABSENT_IF_NOT_STARTED and ours["start_s"] is None
                and not first and not second):
            continue
        if field == "stalled_fraction":
            absolute = ABSOLUTE
        elif field in ("cost_usd", "total_usd"):
            # Positive and negative prices can cancel down to rounding.
            absolute = 1e-13 * (ours["energy_kwh"] + ours["transfer_usd"])
        else:
            absolute = 0.0
        if not close(first, second, absolute):
            yield field, first, second


def answer_differences(seed, policy, theirs, ours):
    """All differences of two answers."""
    their_ids = [job.get("id") for job in theirs.get("jobs", [])]
    our_ids = [job["id"] for job in ours["jobs"]]
    if their_ids != our_ids:
        return [Difference(seed, policy, None, "job ids", their_ids, our_ids)]
    differences = []
    for their_job, our_job in zip(theirs["jobs"], ours["jobs"]):
        differences += [Difference(seed, policy, our_job["id"], *difference)
                        for difference in job_differences(their_job, our_job)]
    metrics = theirs.get("metrics", {})
    for name in sorted(set(metrics) & set(ours["metrics"])):
        if not close(metrics[name], ours["metrics"][name], ABSOLUTE):
            differences.append(Difference(seed, policy, None, name, metrics[name],
                                          ours["metrics"][name]))
    return differences


# What a run exercises --------------------------------------------------------------


def coverage_of(scenario, answer):
    """The names of what one run exercises."""
    metrics = answer["metrics"]
    jobs = answer["jobs"]
    started = [job for job in jobs if job["start_s"] is not None]
    schedule = scenario.get("pipeline", {}).get("schedule", "overlapped")
    return [name for name, holds in (
        (f"schedule {schedule}", True),
        ("stalls", any((job["stalled_fraction"] or 0) > 1e-6 for job in jobs)),
        ("refused edges", metrics["edges_refused_share"] > 0),
        ("stuck", metrics["unserved_jobs"] > 0),
        ("stuck with a started job", any(not job["served"] for job in started)),
        ("cross-region", metrics["cross_region_jobs"] > 0),
        ("three or more regions", any(len(job["path"]) > 2 for job in started)),
        ("shared links", _links_are_shared(started)),
        ("queueing", any(job["wait_s"] > 0 for job in started)),
        ("head-of-line blocking", metrics["head_of_line_blocked"] > 0),
        ("out of order", metrics["out_of_order_share"] > 0),
        ("reallocated stages", metrics["reallocated_share"] > 0),
        ("negative cost", any(job["cost_usd"] < 0 for job in started)),
        ("beyond the horizon", metrics["beyond_horizon"] > 0),
        ("egress cost", metrics["egress_cost"] > 0),
        ("warm-up left out", scenario.get("warmup_jobs", 0) > 0),
        ("capacity outages", any("capacity" in region for region in scenario["regions"])),
        ("observed series", any("observed_price" in region for region in scenario["regions"])
         or any("observed_bandwidth" in link for link in scenario["links"])),
        ("bandwidth outages to zero", any(0 in link["bandwidth"]["bit_per_s"]
                                          for link in scenario["links"])),
    ) + _coverage_of_additions(scenario, started) if holds]


def _coverage_of_additions(scenario, started):
    """The same, of what random_additions.py adds."""
    pipeline = scenario.get("pipeline", {})
    template_of = {entry["name"]: entry for entry in scenario["templates"]}
    region_of = {region["name"]: region for region in scenario["regions"]}
    ran = [template_of[entry["template"]] for entry in scenario["jobs"]
           if any(job["id"] == entry["id"] for job in started)]
    return (
        ("split even", pipeline.get("split") == "even"),
        ("best stages by transfer", pipeline.get("best_stages") == "transfer"),
        ("tensor parallel", any(entry.get("tensor_parallel", 1) > 1 for entry in ran)),
        ("data parallel", any(entry.get("data_parallel", 1) > 1 for entry in ran)),
        ("internal bandwidth", any("internal_bit_per_s" in region_of[name] for job in started
                                   for name in job["path"])),
        ("idle power", scenario["gpu"].get("idle_power_fraction", 1) < 1),
        ("several GPU types", any("gpu" in region for region in scenario["regions"])),
        ("several GPU types in a job", any(
            len({json.dumps(region_of[name].get("gpu"), sort_keys=True)
                 for name in job["path"]}) > 1 for job in started)),
    )


def _links_are_shared(started):
    """Whether two jobs cross one link at the same time."""
    for index, first in enumerate(started):
        for second in started[:index]:
            if _boundaries(first) & _boundaries(second) and _overlap(first, second):
                return True
    return False


def _boundaries(job):
    return {frozenset(pair) for pair in zip(job["path"], job["path"][1:])}


def _overlap(first, second):
    end = float("inf")
    return (max(first["start_s"], second["start_s"])
            < min(end if first["finish_s"] is None else first["finish_s"],
                  end if second["finish_s"] is None else second["finish_s"]))


# Running -----------------------------------------------------------------------------


def run_program(binary, path, policies, settings):
    """The answers of the program, one a policy."""
    command = [binary, "simulate", path, "--json"]
    for policy in policies:
        command += ["--policy", policy]
    for setting in settings:
        command += ["--set", setting]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode not in (DONE, INCOMPLETE):
        raise RuntimeError(f"exit status {done.returncode}: {done.stderr.strip()[-300:]}")
    printed = json.loads(done.stdout)
    answers = printed if isinstance(printed, list) else [printed]
    if [answer["policy"] for answer in answers] != list(policies):
        raise RuntimeError(f"answers for {[answer['policy'] for answer in answers]}")
    all_served = all(job["served"] for answer in answers for job in answer["jobs"])
    if done.returncode != (DONE if all_served else INCOMPLETE):
        raise RuntimeError(f"exit status {done.returncode}, with {all_served=}")
    return answers


def run_oracle(path, policies, settings):
    """The answers of the oracle in place of the program's, through JSON."""
    with open(path, encoding="utf-8") as file:
        scenario = json.load(file)
    return [json.loads(json.dumps(oracle.run(scenario, policy, settings))) for policy in policies]


def compare_scenario(task):
    """All policies on one scenario; returns a list of Outcome."""
    seed, binary, policies, additions, settings = task
    scenario = random_scenario(seed, additions)
    if additions:
        settings = random_settings(seed, policies) + settings
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, f"scenario-{seed}.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(scenario, file)
        try:
            if binary is None:
                answers = run_oracle(path, policies, settings)
            else:
                answers = run_program(binary, path, policies, settings)
        except (RuntimeError, ValueError, OSError, subprocess.TimeoutExpired) as error:
            return [Outcome(seed, policy, [Difference(seed, policy, None, "program failed",
                                                      str(error), None)], [], ())
                    for policy in policies]
    return [_compare_run(seed, scenario, policy, settings, theirs)
            for policy, theirs in zip(policies, answers)]


def _compare_run(seed, scenario, policy, settings, theirs):
    try:
        ours = oracle.run(scenario, policy, settings)
    except Exception:  # a defect of the oracle is a difference, not the end of the work
        failure = traceback.format_exc()[-600:]
        return Outcome(seed, policy,
                       [Difference(seed, policy, None, "oracle failed", None, failure)], [], ())
    unmatched = tuple(sorted(set(theirs.get("metrics", {})) ^ set(ours["metrics"])))
    return Outcome(seed, policy, answer_differences(seed, policy, theirs, ours),
                   coverage_of(scenario, ours), unmatched)


def main():
    """The command line."""
    parser = argparse.ArgumentParser(description="Compare bacelab with the oracle.")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--bacelab", metavar="BINARY")
    which.add_argument("--self", action="store_true", help="the oracle against itself")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--additions", action="store_true",
                        help="scenarios and parameters of random_additions.py, every policy")
    parser.add_argument("--jobs", type=int, default=1, help="parallel processes")
    parser.add_argument("--policy", action="append", choices=sorted(POLICIES),
                        help="only this policy (may be repeated)")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE",
                        help="passed to both programs")
    options = parser.parse_args()

    policies = options.policy or [name for name in POLICIES
                                  if options.additions or name not in ADDED_POLICIES]
    seeds = range(options.first_seed, options.first_seed + options.count)
    tasks = [(seed, options.bacelab, policies, options.additions, options.set)
             for seed in seeds]
    begin = time.monotonic()
    if options.jobs > 1:
        with multiprocessing.Pool(options.jobs) as pool:
            outcomes = [outcome for group in pool.imap(compare_scenario, tasks)
                        for outcome in group]
    else:
        outcomes = [outcome for task in tasks for outcome in compare_scenario(task)]
    return report(outcomes, time.monotonic() - begin)


def report(outcomes, seconds):
    """Print the differences, the coverage and the verdict; returns the exit status."""
    differences = [difference for outcome in outcomes for difference in outcome.differences]
    for difference in differences[:SHOWN]:
        where = "" if difference.job is None else f" job {difference.job}"
        print(f"DIFFERENT scenario {difference.seed} policy {difference.policy}{where}: "
              f"{difference.field}: program {difference.theirs!r}, oracle {difference.ours!r}")
    if len(differences) > SHOWN:
        print(f"... and {len(differences) - SHOWN} more differences")
    by_policy = collections.Counter(outcome.policy for outcome in outcomes
                                    if outcome.differences)
    if by_policy:
        print("runs that differ by policy: "
              + ", ".join(f"{name} {count}" for name, count in by_policy.most_common()))
    unmatched = sorted({name for outcome in outcomes for name in outcome.unmatched})
    if unmatched:
        print("metrics that only one of the two has (not compared): " + ", ".join(unmatched))
    coverage = collections.Counter(name for outcome in outcomes for name in outcome.coverage)
    print("runs that exercise:")
    for name in sorted(coverage):
        print(f"  {name}: {coverage[name]}")
    different = sum(bool(outcome.differences) for outcome in outcomes)
    print(f"{len(outcomes)} runs compared, {len(outcomes) - different} equal, "
          f"{different} different ({seconds:.0f} s)")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
