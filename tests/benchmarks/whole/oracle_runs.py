"""The second implementation of the model (tests/oracle) on scenario files, timed.

    oracle_runs.py POLICY[,POLICY]... SCENARIO...

prints the processor time of all runs with their metrics, and the mean JCT of each, by file and
policy.
"""

import json
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "oracle"))

from model.metrics import answer  # noqa: E402
from model.policies import policy_with_settings  # noqa: E402
from model.scenario import load_scenario  # noqa: E402
from model.simulate import simulate  # noqa: E402


def main():
    policies = sys.argv[1].split(",")
    scenarios = [load_scenario(name) for name in sys.argv[2:]]
    cpu = 0.0
    means = []
    for scenario in scenarios:
        for name in policies:
            policy = policy_with_settings(name, ())
            start = time.process_time()
            result = answer(simulate(scenario, policy), name)
            cpu += time.process_time() - start
            means.append(result["metrics"]["jct_mean"])
    print(json.dumps({"cpu_s": cpu, "runs": len(means), "jct_mean": means}))


main()
