#!/usr/bin/env python3
"""Run the oracle on a scenario file and print the JSON answer.

    oracle.py SCENARIO.json --policy NAME [--set policies.bace.min_stage_fraction=0.7]

The format of the file and of the answer is that of docs/scenario-file.md.
"""

import argparse
import json
import sys

from model.metrics import answer
from model.policies import POLICIES, policy_with_settings
from model.scenario import load_scenario, parse_scenario
from model.simulate import simulate


def run(scenario_data, policy_name, settings=()):
    """The answer for a scenario given as parsed JSON."""
    return _answer(parse_scenario(scenario_data), policy_name, settings)


def _answer(scenario, policy_name, settings):
    policy = policy_with_settings(policy_name, settings)
    return answer(simulate(scenario, policy), policy_name)


def main(arguments=None):
    """The command line."""
    parser = argparse.ArgumentParser(description="The test oracle of the bacelab model.")
    parser.add_argument("scenario")
    parser.add_argument("--policy", required=True, choices=sorted(POLICIES))
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE")
    options = parser.parse_args(arguments)
    try:
        result = _answer(load_scenario(options.scenario), options.policy, options.set)
    except (ValueError, OSError) as error:
        print(f"oracle.py: {error}", file=sys.stderr)
        return 2
    print(json.dumps(result, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
