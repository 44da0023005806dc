"""A large record of jobs is read as a stream: memory is taken by the jobs that are kept alone."""

import unittest

from program import DONE, ProgramTest, bacelab

ROWS = 3_000_000  # 250 MB
KEPT_EVERY = 100


class LargeRecord(ProgramTest):
    def test_memory_is_that_of_the_kept_jobs(self):
        path = self.directory / "large.csv"
        with open(path, "w") as file:
            file.write("submit_time,gpu_num,duration,state,comment\n")
            for begin in range(0, ROWS, KEPT_EVERY):
                minute = f"2020-01-{begin // KEPT_EVERY % 28 + 1:02} {begin // 1000 % 24:02}:{begin % 60:02}"
                lines = [f"{minute}:{i % 60:02},{i % 8 + 1},{60 + i},"
                         f"{'COMPLETED' if i == 0 else 'FAILED'},{'no more than a filler ' * 2}\n"
                         for i in range(KEPT_EVERY)]
                file.write("".join(lines))
        self.assertGreater(path.stat().st_size, 200e6)
        trace = self.directory / "trace.csv"
        limited = ("bash", "-c", 'ulimit -v 80000 && exec "$@"', "bash")
        ended = bacelab("import", "jobs", path, "--state", "completed", "-o", trace,
                        launcher=limited)
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        self.assertIn(f"kept {ROWS // KEPT_EVERY} jobs", ended.stderr)


if __name__ == "__main__":
    unittest.main()
