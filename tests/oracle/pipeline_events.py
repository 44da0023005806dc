"""An event simulation of one iteration of a pipeline, micro-batch by micro-batch.

It knows nothing of the formulas of MODEL.md section 3, which are tested with
it. A stage does one operation at a time: the forward pass F, the backward pass
B and, under `zero_bubble`, the weight gradient W of a micro-batch. What an
operation gives to the neighbouring stage crosses the boundary between them: in
each direction one transfer at a time, in order, and then the delay, in which
any number of them can be. Sending keeps no stage waiting.

Schedules:
- `gpipe`: all F, then all B.
- `one_f_one_b`: first w forwards, then F and B in turn, then the backwards that
  are left. w is 0 in the last stage, one more in each earlier stage, and e more
  for each WAN boundary between.
- `zero_bubble`: the same order of F and B. A W follows each B; that of an
  earlier micro-batch, so that each stage keeps as many as the first stage does.
- `overlapped`: as `one_f_one_b`, with so many more ahead that nothing waits for
  an answer from afar.
"""

import heapq
from collections import namedtuple

MORE_AHEAD = 16

# The seconds of F, B and W of a micro-batch in a stage; of a transfer over a
# boundary, its delay, and whether it is one between regions.
Stage = namedtuple("Stage", "forward backward weights")
Wire = namedtuple("Wire", "transfer delay wan")


def simulate_iteration(schedule, stages, wires, micro_batches, extra_warmup=0):
    """The seconds from the first forward pass to the last operation."""
    return _Run(schedule, stages, wires, micro_batches, extra_warmup).run()


class _Run:
    def __init__(self, schedule, stages, wires, micro_batches, extra_warmup):
        self.stages = stages
        self.wires = wires
        self.M = micro_batches
        self.events = []
        self.idle = [True] * len(stages)
        # Operations whose inputs have arrived, and when each direction of a wire is free.
        self.ready = [set() for _ in stages]
        self.wire_free = {}
        self.orders = [iter(order) for order in
                       _orders(schedule, wires, len(stages), micro_batches, extra_warmup)]
        self.next_of = [next(order) for order in self.orders]

    def run(self):
        """Process events until none is left."""
        self.ready[0] = {("F", m) for m in range(self.M)}
        self.begin(0, 0.0)
        now = 0.0
        done = 0
        while self.events:
            now, _, kind, stage, operation = heapq.heappop(self.events)
            if kind == "arrived":
                self.ready[stage].add(operation)
            else:
                self.idle[stage] = True
                done += 1
                self.pass_on(stage, operation, now)
            self.begin(stage, now)
        split = any(stage.weights for stage in self.stages)
        assert done == (3 if split else 2) * self.M * len(self.stages), "a deadlock"
        return now

    def push(self, time, kind, stage, operation):
        heapq.heappush(self.events, (time, len(self.events), kind, stage, operation))

    def begin(self, stage, now):
        """Begin the next operation of a stage, if it is idle and can."""
        operation = self.next_of[stage]
        if not self.idle[stage] or operation not in self.ready[stage]:
            return
        self.next_of[stage] = next(self.orders[stage], None)
        self.ready[stage].remove(operation)
        self.idle[stage] = False
        duration = dict(zip("FBW", self.stages[stage]))[operation[0]]
        self.push(now + duration, "done", stage, operation)

    def pass_on(self, stage, operation, now):
        """What becomes possible when an operation is done."""
        kind, m = operation
        last = len(self.stages) - 1
        if kind == "F" and stage < last:
            self.send(stage, +1, operation, now)
        elif kind == "F":
            self.ready[stage].add(("B", m))
        elif kind == "B":
            if stage > 0:
                self.send(stage, -1, operation, now)
            if self.stages[stage].weights:
                self.ready[stage].add(("W", m))

    def send(self, stage, direction, operation, now):
        """A transfer to the neighbouring stage."""
        index = stage if direction > 0 else stage - 1
        wire = self.wires[index]
        sent = max(now, self.wire_free.get((index, direction), 0.0)) + wire.transfer
        self.wire_free[(index, direction)] = sent
        self.push(sent + wire.delay, "arrived", stage + direction, operation)


def _orders(schedule, wires, k, M, extra_warmup):
    """The operations of each stage in order."""
    if schedule == "gpipe":
        return [[("F", m) for m in range(M)] + [("B", m) for m in range(M)]] * k
    def more(wire):
        return MORE_AHEAD if schedule == "overlapped" else extra_warmup * wire.wan

    ahead = [sum(1 + more(wire) for wire in wires[stage:]) for stage in range(k)]
    return [_in_turn(ahead[stage], M,
                     ahead[0] - ahead[stage] if schedule == "zero_bubble" else None)
            for stage in range(k)]


def _in_turn(ahead, M, weights_behind):
    """F `ahead` micro-batches before B, W (if any) `weights_behind` after it."""
    order = [("F", m) for m in range(min(ahead, M))]
    for m in range(M):
        if m + ahead < M:
            order.append(("F", m + ahead))
        order.append(("B", m))
        if weights_behind is not None and m >= weights_behind:
            order.append(("W", m - weights_behind))
    if weights_behind is not None:
        order += [("W", m) for m in range(max(0, M - weights_behind), M)]
    return order
