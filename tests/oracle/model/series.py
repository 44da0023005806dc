"""Piecewise-constant series (MODEL.md section 1)."""


class Series:
    """A piecewise-constant function of time.

    `times` starts at 0 and ascends strictly. The value at a breakpoint is the
    new one, and the last value holds for ever.
    """

    def __init__(self, times, values):
        if not times or len(times) != len(values):
            raise ValueError("a series needs as many times as values, at least one")
        if times[0] != 0:
            raise ValueError("a series must start at time 0")
        if any(later <= earlier for earlier, later in zip(times, times[1:])):
            raise ValueError("the times of a series must ascend strictly")
        self.times = list(times)
        self.values = list(values)

    @classmethod
    def constant(cls, value):
        """The series that has one value for ever."""
        return cls([0], [value])

    def at(self, time):
        """The value at `time`: that of the last breakpoint not after it."""
        current = self.values[0]
        for breakpoint_time, value in zip(self.times, self.values):
            if breakpoint_time > time:
                break
            current = value
        return current

    def next_breakpoint_after(self, time):
        """The first breakpoint later than `time`, or None.

        Every breakpoint counts, whether or not the value changes there
        (MODEL.md section 6).
        """
        for breakpoint_time in self.times:
            if breakpoint_time > time:
                return breakpoint_time
        return None
