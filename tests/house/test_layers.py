"""Arrows between layers point one way; core knows the standard library and OpenMP only, and where
one may ask the system for large pages."""

import pathlib
import re
import tempfile
import unittest

from source_tree import LAYERS, ROOT, write_tree

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.MULTILINE)
SOURCES = {".hpp", ".cpp", ".h", ".ipp", ".inl"}

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


def complaints_about(root, layer, path):
    text = path.read_text(encoding="utf-8")
    where = path.relative_to(root)
    for bracket, name in INCLUDE.findall(text):
        first = name.split("/")[0]
        if first in LAYERS and "/" in name:
            if first not in LAYERS[layer]:
                yield f"{where}: {layer} may not include {name}"
        elif bracket == '"' or ".." in name.split("/"):
            yield f'{where}: "{name}" is not a path from the root of the tree'
        elif layer == "core" and name not in STANDARD | OTHERS_OF_CORE:
            yield f"{where}: core may not include <{name}>"


def violations(root):
    """One line for each include that the house does not allow."""
    root = pathlib.Path(root)
    return [
        complaint
        for layer in LAYERS
        for path in sorted((root / layer).rglob("*"))
        if path.suffix in SOURCES
        for complaint in complaints_about(root, layer, path)
    ]


class House(unittest.TestCase):
    def test_no_include_points_back(self):
        self.assertEqual(violations(ROOT), [])

    def test_there_is_something_to_look_at(self):
        self.assertTrue(list((ROOT / "core").rglob("*.hpp")))


class InventedTree(unittest.TestCase):
    def violations_of(self, files):
        with tempfile.TemporaryDirectory() as root:
            write_tree(root, files)
            return violations(root)

    def test_allowed_arrows_pass(self):
        self.assertEqual(
            self.violations_of(
                {
                    "core/a.hpp": '#include <vector>\n#include <omp.h>\n#include "core/b.hpp"\n',
                    "experiments/a.cpp": '#include <toml++/toml.h>\n#include "core/a.hpp"\n',
                    "mpi_runner/a.cpp": '#include <mpi.h>\n#include "experiments/a.hpp"\n',
                    "analysis/a.cpp": '#include "experiments/a.hpp"\n',
                    "app/a.cpp": '#include "analysis/a.hpp"\n#include "mpi_runner/a.hpp"\n',
                }
            ),
            [],
        )

    def test_each_arrow_that_points_back_is_found(self):
        for layer, allowed in LAYERS.items():
            for other in LAYERS.keys() - allowed:
                with self.subTest(layer=layer, other=other):
                    for form in (f'"{other}/x/y.hpp"', f"<{other}/x/y.hpp>"):
                        found = self.violations_of({f"{layer}/x/a.hpp": f"  # include {form}\n"})
                        self.assertEqual(
                            found, [f"{layer}/x/a.hpp: {layer} may not include {other}/x/y.hpp"]
                        )

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
            found = self.violations_of({"experiments/a.cpp": f"#include {form}\n"})
            self.assertEqual(len(found), 1, form)


if __name__ == "__main__":
    unittest.main()
