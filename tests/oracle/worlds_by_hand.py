"""The little world of most tests, and how they ask the second implementation for it.

Its templates (MODEL.md section 2): one with L = 4,
h = s = b = 1, V = 8, p = a = 1, without recomputation, so that

    F = 6 (4 * 1 + 1 * 8) + 12 * 4 = 72 + 48 = 120 FLOPs
    eta Phi = 0.5 * 60 = 30 FLOP/s, F / (eta Phi) = 4 s
    c(4) = 1 s, c(2) = 2 s, c(1) = 4 s; K = {1, 2, 4}
    A = 2 bytes, 8A = 16 bits, d(4) = 16 bit/s, d(2) = 8 bit/s
    M = 5: (k + 4) ceil(4/k) = 20, 12, 8 for k = 1, 2, 4, so k* = 4
    and an iteration without transfer takes 8 s with 4 stages, 12 s with 2.

The template `big` has P = 1000 parameters of 16 bytes: with 6000 bytes of
memory (5400 usable) only k = 4 fits (4000 + 34 * 5 bytes; k = 2 needs 8000 and
more), so k_min = 4. A GPU draws 3600 W: 1 kWh in 1000 s.
"""

import copy
import json
import unittest

import oracle

SMALL = {"name": "small", "layers": 4, "hidden": 1, "sequence": 1, "vocabulary": 8,
         "parameters": 1, "micro_batches": 5, "recompute": False,
         "layer_parameters": 1, "attention_width": 1}
PAIR = dict(SMALL, name="pair", max_stages=2)
BIG = dict(SMALL, name="big", parameters=1000)


def price(*values, times=None):
    return {"times_s": list(times or [0]), "usd_per_kwh": list(values)}


def region(name, gpus, cents=price(0.1), **more):
    return dict({"name": name, "gpus": gpus, "price": cents}, **more)


def link(a, b, *values, times=None, **more):
    bandwidth = {"times_s": list(times or [0]), "bit_per_s": list(values)}
    return dict({"a": a, "b": b, "bandwidth": bandwidth}, **more)


def job(job_id, template, arrival=0, iterations=10.0):
    return {"id": job_id, "template": template, "arrival_s": arrival,
            "iterations": iterations}


def world(regions, links, jobs, schedule="overlapped", extra_warmup=0, **more):
    return dict({
        "schema": "bacelab-scenario-1",
        "pipeline": {"schedule": schedule, "extra_warmup": extra_warmup},
        "gpu": {"peak_flops": 60, "efficiency": 0.5, "memory_bytes": 6000,
                "power_w": 3600},
        "regions": regions, "links": links,
        "templates": [SMALL, PAIR, BIG], "jobs": jobs}, **more)


class OracleCase(unittest.TestCase):
    """Helpers."""

    def run_world(self, scenario, policy, *settings):
        result = oracle.run(copy.deepcopy(scenario), policy, settings)
        json.dumps(result, allow_nan=False)
        return result

    def assert_job(self, result, job_id, **expected):
        found = next(j for j in result["jobs"] if j["id"] == job_id)
        for field, value in expected.items():
            if isinstance(value, float):
                self.assertAlmostEqual(found[field], value, places=9, msg=field)
            else:
                self.assertEqual(found[field], value, msg=field)

    def assert_metrics(self, result, **expected):
        for name, value in expected.items():
            if isinstance(value, float):
                self.assertAlmostEqual(result["metrics"][name], value, places=9, msg=name)
            else:
                self.assertEqual(result["metrics"][name], value, msg=name)
