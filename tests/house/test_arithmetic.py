"""No function of the C library whose last bits depend on the processor reaches a result: the
program calls those of experiments/arithmetic instead."""

import pathlib
import re
import subprocess
import tempfile
import unittest

from source_tree import BUILD, LAYERS, ROOT, source_files

#: Functions of libm that are not correctly rounded, for double; f and l are appended for others.
INEXACT = set(
    """
    acos acosh asin asinh atan atan2 atanh cbrt cos cosh erf erfc exp exp10 exp2 expm1 hypot lgamma
    lgamma_r log log10 log1p log2 pow sin sincos sinh tan tanh tgamma j0 j1 jn y0 y1 yn
    """.split()
)
#: Others of std that call them.
COMPOSED = {"polar", "arg", "beta", "riemann_zeta", "normal_distribution", "gamma_distribution",
            "exponential_distribution", "lognormal_distribution", "poisson_distribution"}
#: Calls: std::exp(...), and exp(...) of no namespace.
_CALL = re.compile(r"(?:(\w+)\s*::\s*|(?<![\w.:>]))(" + "|".join(sorted(INEXACT | COMPOSED)) + r")[fl]?\s*[(<]")
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)


def calls(text):
    """The calls of the C library's inexact functions in a source."""
    return [f"{name}" for space, name in _CALL.findall(_COMMENT.sub("", text))
            if space in ("", "std")]


def undefined_symbols(path):
    """{symbol} that an object or archive takes from elsewhere."""
    listing = subprocess.run(["nm", "--undefined-only", "--no-sort", path], capture_output=True,
                             text=True, check=True).stdout
    return {line.split()[-1].split("@")[0] for line in listing.splitlines() if " U " in line}


def inexact(symbols):
    return sorted(s for s in symbols if s in INEXACT or (s[-1:] in "fl" and s[:-1] in INEXACT))


class House(unittest.TestCase):
    def test_no_source_calls_the_c_librarys(self):
        found = {str(path.relative_to(ROOT)): calls(path.read_text())
                 for path in source_files(ROOT)
                 if path.relative_to(ROOT).parts[:2] != ("experiments", "arithmetic")}
        self.assertEqual({name: names for name, names in found.items() if names}, {})

    def test_no_library_of_the_build_refers_to_them(self):
        """Whatever templates of other libraries call is found here."""
        archives = sorted(BUILD.glob("libbacelab_*.a"))
        without_archive = ("bacelab_app", "bacelab_python", "bacelab_simulator")
        self.assertGreaterEqual(len(archives), len(LAYERS) - len(without_archive))
        objects = []
        for target in without_archive:
            own = sorted((BUILD / "CMakeFiles" / f"{target}.dir").rglob("*.o"))
            self.assertGreater(len(own), 0, target)
            objects += own
        found = {path.name: inexact(undefined_symbols(path)) for path in archives + objects}
        self.assertEqual({name: names for name, names in found.items() if names}, {})


class Finding(unittest.TestCase):
    def test_a_call_is_found_with_and_without_std(self):
        self.assertEqual(calls("y = std::exp(x) + log (x);"), ["exp", "log"])
        self.assertEqual(calls("std::normal_distribution<double> d;"), ["normal_distribution"])

    def test_other_functions_of_that_name_are_passed_over(self):
        self.assertEqual(calls("arithmetic::exp(x) + stream.exp(x) + exponent(x) // std::exp(x)"), [])

    def test_a_symbol_is_found_in_an_object(self):
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "a.c"
            source.write_text("double exp(double); double f(double x) { return exp(x); }\n")
            subprocess.run(["cc", "-c", source, "-o", source.with_suffix(".o")], check=True)
            self.assertEqual(inexact(undefined_symbols(source.with_suffix(".o"))), ["exp"])


if __name__ == "__main__":
    unittest.main()
