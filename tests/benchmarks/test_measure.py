"""What the benchmarks of whole programs count on: medians, tables, the document, the theory."""

import pathlib
import unittest

from cases import CASES, PERFORMANCE, document_of
from cases.queue_simulators import erlang_c_wait, require_right
from measure.callgrind import name_of
from measure.document import names_in, replace
from measure.programs import ROOT, Failed, run
from measure.repeated import Spread, alternate, ratios, spread
from measure.tables import Table, cell, markdown, text


class Repeated(unittest.TestCase):
    def test_measures_alternate(self):
        order = []
        found = alternate(3, {name: (lambda name=name: order.append(name) or len(order))
                              for name in "ab"})
        self.assertEqual("".join(order), "ababab")
        self.assertEqual(found, {"a": [1, 3, 5], "b": [2, 4, 6]})

    def test_ratios_are_those_of_each_round(self):
        self.assertEqual(ratios([2.0, 9.0], [1.0, 3.0]), [2.0, 3.0])
        with self.assertRaises(ValueError):
            ratios([1.0], [1.0, 2.0])

    def test_the_spread(self):
        self.assertEqual(spread([5, 1, 9, 2, 3]), Spread(3, 1, 9))


class Tables(unittest.TestCase):
    table = Table(["what", "s"], [["fast", Spread(1.234, 1.0, 2.0)], ["slow", 12345.6]], ["A note."])

    def test_numbers_have_three_digits(self):
        for value, shown in ((12345.6, "12,346"), (123.45, "123"), (12.345, "12.3"), (1.0, "1.00"),
                             (0.012345, "0.0123"), (0, "0"), (1234567, "1,234,567"), ("x", "x"),
                             (Spread(2.0, 2, 2), "2"), (Spread(1.5, 1, 2), "1.50 (1 to 2)")):
            self.assertEqual(cell(value), shown)

    def test_as_text(self):
        self.assertEqual(text(self.table), "what                    s\n"
                                           "fast  1.23 (1.00 to 2.00)\n"
                                           "slow               12,346\n"
                                           "A note.")

    def test_as_markdown(self):
        self.assertEqual(markdown(self.table), "| what | s |\n|---|--:|\n"
                                               "| fast | 1.23 (1.00 to 2.00) |\n"
                                               "| slow | 12,346 |\n\nA note.")


class Document(unittest.TestCase):
    text = ("# Title\n<!-- begin: a -->\nold\n<!-- end: a -->\n"
            "between\n<!-- begin: b -->\n<!-- end: b -->\nend\n")

    def test_a_part_is_replaced_and_nothing_else(self):
        changed = replace(self.text, "a", "new\n\nlines\n")
        self.assertEqual(changed, self.text.replace("old", "new\n\nlines"))
        self.assertEqual(replace(changed, "a", "old"), self.text)

    def test_a_part_that_is_not_there(self):
        for document in (self.text, "", "<!-- begin: c -->\n"):
            with self.assertRaises(KeyError):
                replace(document, "c", "new")

    def test_the_documents_have_a_part_for_each_case(self):
        for document in sorted({document_of(name) for name in CASES}):
            with self.subTest(document=document):
                text = (ROOT / "docs" / document).read_text(encoding="utf-8")
                names = [name for name in CASES if document_of(name) == document]
                if document == PERFORMANCE:
                    names.append("machine")
                self.assertEqual(sorted(names_in(text)), sorted(names))


class Queue(unittest.TestCase):
    def test_erlang_c(self):
        # The published values of MODEL.md's references.
        for servers, load, wait in ((1, 0.8, 4.0), (2, 0.8, 1.7777777778), (8, 0.8, 0.2860280784),
                                    (64, 0.9, 0.0485411432)):
            self.assertAlmostEqual(erlang_c_wait(servers, load), wait, places=9)

    def test_a_wrong_or_different_queue_is_refused(self):
        def answers(other, jobs=1_000_000):
            return {"bare C++ loop": {"wait_mean": 0.286, "jobs": 1_000_000},
                    "other": {"wait_mean": other, "jobs": jobs}}
        require_right(answers(0.286))
        require_right(answers(0.28, 50_000))
        for other, jobs in ((0.2861, 1_000_000), (0.35, 1_000_000), (0.40, 50_000)):
            with self.assertRaises(Failed):
                require_right(answers(other, jobs))


class Functions(unittest.TestCase):
    def test_a_function_is_known_by_its_name(self):
        for symbol, name in (
                ("bacelab::Simulator::run(bacelab::Scenario const&, bacelab::Policy&) [/x/y]",
                 "Simulator::run"),
                ("bacelab::(anonymous namespace)::f(int)", "f"),
                ("void std::__introsort_loop<__gnu_cxx::__normal_iterator<int*, std::vector<int> > >"
                 "(int)", "std::__introsort_loop"),
                ("bacelab::EventHeap::next() const", "EventHeap::next"),
                ("malloc [/usr/lib/libc.so.6]", "malloc"),
                ("./malloc/./malloc/malloc.c:_int_free'2", "./malloc/./malloc/malloc.c:_int_free'2")):
            self.assertEqual(name_of(symbol), name)


class Programs(unittest.TestCase):
    def test_time_and_memory_of_what_a_program_started_count(self):
        burn = "import sys; x = bytearray(200 << 20); sum(range(3_000_000))"
        ended = run("/usr/bin/python3", "-c",
                    f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}])")
        self.assertGreater(ended.max_rss_mb, 200)
        self.assertGreater(ended.cpu_s, 0.01)

    def test_a_program_that_fails_is_told(self):
        with self.assertRaisesRegex(Failed, "exit status 1, not 0"):
            run(pathlib.Path("/bin/false"))


if __name__ == "__main__":
    unittest.main()
