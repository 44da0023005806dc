"""Includes point one way: between rooms as the table says, between folders in no circle. core
knows the standard library and OpenMP only, and where one may ask the system for large pages."""

import tempfile
import unittest

from folders import circles
from source_tree import ROOMS, ROOT, includes, room_of, source_files, write_tree

#: The headers of C++20 and the names in C++ of those of C.
STANDARD = set(
    """
    algorithm any array atomic barrier bit bitset cassert ccomplex cctype cerrno cfenv cfloat
    charconv chrono cinttypes climits clocale cmath codecvt compare complex concepts
    condition_variable coroutine csetjmp csignal cstdarg cstddef cstdint cstdio cstdlib cstring
    ctgmath ctime cuchar cwchar cwctype deque exception execution filesystem format
    forward_list fstream functional future initializer_list iomanip ios iosfwd iostream istream
    iterator latch limits list locale map memory memory_resource mutex new numbers numeric
    optional ostream queue random ranges ratio regex scoped_allocator semaphore set
    shared_mutex source_location span sstream stack stdexcept stop_token streambuf string
    string_view strstream syncstream system_error thread tuple type_traits typeindex typeinfo
    unordered_map unordered_set utility valarray variant vector version
    """.split()
)
#: What core may include besides.
OTHERS_OF_CORE = {"omp.h", "sys/mman.h"}


def complaint_about(include):
    """What is wrong with an include line; None if nothing is."""
    here, there = room_of(include.file), room_of(include.name)
    if include.within_house():
        if here and there and there != here and there not in ROOMS[here]:
            return f"{include.file}: {here} may not include {include.name}"
    elif include.quoted or ".." in include.name.split("/"):
        return f'{include.file}: "{include.name}" is not a path from the root of the tree'
    elif here == "core" and include.name not in STANDARD | OTHERS_OF_CORE:
        return f"{include.file}: core may not include <{include.name}>"
    return None


def violations(root):
    """One line for each include that the rooms do not allow, and for each file in no room."""
    homeless = [f"{path.relative_to(root)}: lies in no room" for path in source_files(root)
                if room_of(path.relative_to(root)) is None]
    return homeless + [c for c in map(complaint_about, includes(root)) if c is not None]


def told(circle, most=3):
    """A circle as text: its folders, and the includes of the step with the fewest."""
    folders = [here for here, _ in circle]
    closing = min(circle.values(), key=len)
    lines = [f"  {include.file} includes {include.name}" for include in closing[:most]]
    if len(closing) > most:
        lines.append(f"  and {len(closing) - most} more")
    return "\n".join([" -> ".join(folders + folders[:1]) + ", closed by", *lines])


class House(unittest.TestCase):
    def test_rooms_include_only_what_they_may(self):
        self.assertEqual(violations(ROOT), [])

    def test_folders_include_each_other_in_no_circle(self):
        if found := circles(ROOT):
            self.fail("\n".join(map(told, found)))

    def test_each_room_has_files_and_stands_after_those_that_it_may_include(self):
        seen = []
        for room, others in ROOMS.items():
            self.assertTrue(list((ROOT / room).rglob("*.hpp")), room)
            self.assertLessEqual(set(others), set(seen), room)
            seen.append(room)


class InventedTree(unittest.TestCase):
    def of_tree(self, look, files):
        with tempfile.TemporaryDirectory() as root:
            write_tree(root, files)
            return look(root)

    def violations_of(self, files):
        return self.of_tree(violations, files)


class InventedRooms(InventedTree):
    def test_allowed_arrows_pass(self):
        self.assertEqual(
            self.violations_of(
                {
                    "core/a.hpp": '#include <vector>\n#include <omp.h>\n#include "core/b/b.hpp"\n',
                    "experiments/text/a.cpp": '#include <toml++/toml.h>\n#include "core/a.hpp"\n',
                    "experiments/study/x/a.cpp": '#include "experiments/worlds/a.hpp"\n',
                    "mpi_runner/a.cpp": '#include <mpi.h>\n#include "experiments/study/a.hpp"\n',
                    "analysis/a.cpp": '#include "experiments/results/a.hpp"\n',
                    "app/a.cpp": '#include "analysis/a.hpp"\n#include "mpi_runner/a.hpp"\n',
                }
            ),
            [],
        )

    def test_each_arrow_that_is_not_allowed_is_found(self):
        for room, allowed in ROOMS.items():
            for other in ROOMS.keys() - {room, *allowed}:
                for form in (f'"{other}/x/y.hpp"', f"<{other}/x/y.hpp>"):
                    with self.subTest(room=room, form=form):
                        found = self.violations_of({f"{room}/x/a.hpp": f"  # include {form}\n"})
                        self.assertEqual(
                            found, [f"{room}/x/a.hpp: {room} may not include {other}/x/y.hpp"])

    def test_a_file_in_no_room_is_found(self):
        self.assertEqual(self.violations_of({"experiments/a.hpp": "", "experiments/new/b.cpp": ""}),
                         ["experiments/a.hpp: lies in no room",
                          "experiments/new/b.cpp: lies in no room"])

    def test_core_knows_no_library(self):
        for header in (
            "toml++/toml.h",
            "nlohmann/json.hpp",
            "hdf5.h",
            "mpi.h",
            "CLI/CLI.hpp",
            "tbb/parallel_for.h",
            "fmt/format.h",
            "boost/math/distributions.hpp",
            "Random123/philox.h",
            "unistd.h",
        ):
            with self.subTest(header=header):
                self.assertEqual(
                    self.violations_of({"core/a.cpp": f"#include <{header}>\n"}),
                    [f"core/a.cpp: core may not include <{header}>"],
                )

    def test_a_relative_path_cannot_hide_an_arrow(self):
        for form in ('"../analysis/a.hpp"', "<../analysis/a.hpp>", '"a.hpp"'):
            found = self.violations_of({"experiments/text/a.cpp": f"#include {form}\n"})
            self.assertEqual(len(found), 1, form)


class InventedFolders(InventedTree):
    def circles_of(self, arrows):
        """The circles, as told, of a tree in which each file of {file: included files} includes."""
        files = {file: "".join(f'#include "{name}"\n' for name in names)
                 for file, names in arrows.items()}
        return [told(circle) for circle in self.of_tree(circles, files)]

    def test_no_circle(self):
        self.assertEqual(
            self.circles_of({
                "core/a/a.hpp": [],
                "core/b/b.hpp": ["core/a/a.hpp", "core/b/other.hpp"],
                "core/b/other.hpp": ["core/b/b.hpp"],
                "core/c.hpp": ["core/a/a.hpp", "core/b/b.hpp"],
            }), [])

    def test_two_folders(self):
        self.assertEqual(
            self.circles_of({
                "core/a/one.hpp": ["core/b/b.hpp"],
                "core/a/two.hpp": ["core/b/b.hpp"],
                "core/b/b.cpp": ["core/a/one.hpp"],
            }),
            ["core/a -> core/b -> core/a, closed by\n  core/b/b.cpp includes core/a/one.hpp"])

    def test_a_folder_and_its_sub_folder_are_two(self):
        self.assertEqual(
            self.circles_of({
                "core/a/a.hpp": ["core/a/b/b.hpp"],
                "core/a/b/b.hpp": ["core/a/other.hpp"],
            }),
            ["core/a -> core/a/b -> core/a, closed by\n  core/a/a.hpp includes core/a/b/b.hpp"])

    def test_a_longer_way_round(self):
        found = self.circles_of({
            "core/a/a.hpp": ["core/b/b.hpp"],
            "core/b/b.hpp": ["core/c/c.hpp"],
            "core/c/c.hpp": ["core/a/a.hpp"],
        })
        self.assertEqual([text.split(",")[0] for text in found],
                         ["core/a -> core/b -> core/c -> core/a"])

    def test_folders_that_meet_through_different_sub_folders(self):
        found = self.circles_of({
            "experiments/box/x/a.hpp": ["experiments/results/y/b.hpp"],
            "experiments/results/z/c.hpp": ["experiments/box/w/d.hpp"],
        })
        self.assertEqual([text.split(",")[0] for text in found],
                         ["experiments/box -> experiments/results -> experiments/box"])

    def test_circles_on_several_levels_are_all_found(self):
        found = self.circles_of({
            "core/a.hpp": ["analysis/a.hpp"],
            "analysis/a.hpp": ["core/a.hpp"],
            "core/x/a.hpp": ["core/y/b.hpp"],
            "core/y/b.hpp": ["core/x/a.hpp"],
        })
        self.assertEqual([text.split(",")[0] for text in found],
                         ["analysis -> core -> analysis", "core/x -> core/y -> core/x"])

    def test_many_includes_are_told_in_few_lines(self):
        found = self.circles_of({
            **{f"core/a/{i}.hpp": ["core/b/b.hpp"] for i in range(5)},
            **{f"core/b/{i}.hpp": ["core/a/1.hpp"] for i in range(5)},
        })
        self.assertEqual(len(found[0].splitlines()), 5)
        self.assertTrue(found[0].endswith("\n  and 2 more"))


if __name__ == "__main__":
    unittest.main()
