"""What studies have in common whose ends are decided as they run: the same results from anybody."""

from program import DONE, bacelab, mpirun
from running import WITHOUT_GRACE, ended, kill_all, left_of, segments_of, start, until


class SameEnds:
    """Tests of a class with `study`, its results `path`, and `ends_of(path)`: how its points ended."""

    LAUNCHES = ((1, 4), (2, 1), (4, 2))  # ranks, threads
    FAULTS = ("computing:3", "merging:2")

    def assert_equal_results(self, path):
        diff = bacelab("diff", self.path, path)
        self.assertEqual(diff.stdout, "equal to the last bit\n")
        self.assertEqual(self.ends_of(path), self.ends_of(self.path))

    def resume(self, words, path, **options):
        again = bacelab(*words, "--resume", **options)
        self.assertEqual(again.returncode, DONE, again.stderr)
        self.assert_equal_results(path)
        self.assertEqual(left_of(path), [])

    def test_ranks_and_threads_change_nothing(self):
        for ranks, threads in self.LAUNCHES:
            with self.subTest(ranks=ranks):
                path = self.results_of(self.study, f"ranks{ranks}.h5", "--threads", threads,
                                       launcher=mpirun(ranks))
                self.assert_equal_results(path)

    def test_killed_and_resumed_it_is_the_same(self):
        path = self.directory / "killed.h5"
        words = ("run", self.study, "-o", path, "--threads", 1, "--segment-seconds", 0)
        for fault in self.FAULTS:
            with self.subTest(fault=fault):
                path.unlink(missing_ok=True)
                code, _ = ended(start(*words, fault=fault,
                                      launcher=(*mpirun(2), *WITHOUT_GRACE)))
                self.assertNotEqual(code, DONE)
                self.resume(words, path, launcher=mpirun(2))

    def test_killed_at_some_moment(self):
        path = self.directory / "killed_at_once.h5"
        words = ("run", self.study, "-o", path, "--threads", 1, "--segment-seconds", 0)
        process = start(*words, launcher=mpirun(2))
        until(lambda: len(segments_of(path)) > 2, process)
        kill_all(process)
        ended(process)
        self.resume(words, path)
