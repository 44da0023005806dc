"""Which Debian package owns a file, and what the project asks of the system."""

import ast
import os
import pathlib
import re
import subprocess
import sys

FIND = re.compile(r"^\s*find_(?:package|path|program|library|file)\s*\(\s*(\w+)", re.MULTILINE)

#: Programs that scripts, tests and the program may call and that base Debian lacks.
PROGRAMS = """
    cmake ctest ninja g++ git mpirun mpiexec gnuplot valgrind gdb qemu-x86_64 shellcheck clang-tidy
    clang-format ccache make python3 perl srun sbatch scontrol squeue sacct sinfo slurmctld
    chromium slurmd munged curl wget jq bc xmllint h5dump h5diff strace ps pgrep pkill
    sphinx-build
""".split()


def listed_packages(text):
    """The names in a package list: a package per line, | between its names, # starts a comment."""
    lines = (line.split("#")[0] for line in text.splitlines())
    return [name.strip() for line in lines for name in line.split("|") if name.strip()]


def steps(path):
    """The path and all that it points to, one symbolic link after the other."""
    seen = []
    path = pathlib.Path(path)
    while str(path) not in seen:
        seen.append(str(path))
        path = pathlib.Path(os.path.realpath(path.parent)) / path.name
        if str(path) not in seen:
            seen.append(str(path))
        if path.is_symlink():
            path = path.parent / os.readlink(path)
    # Files of /usr/lib may be known to dpkg under their old place /lib, and the reverse.
    merged = [p.removeprefix("/usr") for p in seen if re.match("/usr/(s?bin|lib[^/]*)/", p)]
    return seen + merged + ["/usr" + p for p in seen if re.match("/(s?bin|lib[^/]*)/", p)]


def dpkg_owners(paths):
    """{path: set of the packages that own it}, followed through links."""
    wanted = {path: steps(path) for path in paths}
    candidates = sorted({step for chain in wanted.values() for step in chain})
    known = {}
    if candidates:
        answer = subprocess.run(
            ["dpkg", "-S", *candidates], capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"}
        )
        for line in answer.stdout.splitlines():
            names, _, path = line.partition(": ")
            if not names.startswith("diversion by"):
                packages = {name.strip().split(":")[0] for name in names.split(",")}
                known.setdefault(path, set()).update(packages)
    return {
        path: set().union(*(known.get(step, set()) for step in chain))
        for path, chain in wanted.items()
    }


def dpkg_dependencies(packages):
    """{package: set of what it depends on directly}, of those that are installed."""
    answer = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package}\t${Pre-Depends}, ${Depends}\n", *packages],
        capture_output=True,
        text=True,
    )
    dependencies = {}
    for line in answer.stdout.splitlines():
        package, _, depends = line.partition("\t")
        names = (re.split(r"[\s(:]", name.strip())[0] for name in re.split("[,|]", depends))
        dependencies[package] = {name for name in names if name}
    return dependencies


def covered(owner, listed, dependencies):
    """Is the owner in the list, or what a listed package of the same name stands for?

    g++ stands for g++-12, libboost-dev for libboost1.74-dev, python3 for python3-minimal.
    """
    if owner in listed:
        return True
    plain = re.sub(r"\d+(\.\d+)+", "", owner)
    return any(
        plain.startswith(package) and owner in dependencies.get(package, ()) for package in listed
    )


def unlisted(paths, listed, owners=dpkg_owners, dependencies=dpkg_dependencies):
    """One line for each path that no package of the list provides."""
    owners, dependencies = owners(paths), dependencies(listed)
    complaints = []
    for path in paths:
        if not owners[path]:
            complaints.append(f"{path}: no package owns it")
        elif not any(covered(owner, listed, dependencies) for owner in owners[path]):
            complaints.append(f"{path}: {', '.join(sorted(owners[path]))} is not in the list")
    return complaints


def recorded(text):
    """{name: [path]} of a found_packages.txt."""
    found = {}
    for line in text.splitlines():
        name, _, path = line.partition("\t")
        found.setdefault(name, []).append(path)
    return found


def cmake_finds(root):
    """{name: file} of all that the CMake files under root look for."""
    root = pathlib.Path(root)
    files = [root / "CMakeLists.txt", *sorted((root / "cmake").rglob("*.cmake"))]
    files += sorted((root / "tests").rglob("CMakeLists.txt"))
    return {
        name: str(file.relative_to(root))
        for file in files
        if file.is_file()
        for name in FIND.findall(file.read_text(encoding="utf-8"))
    }


def unrecorded(root, found):
    """What CMake looks for without saying where it found it."""
    names = {name.removeprefix("optional:") for name in found}
    return [
        f"{file}: no bacelab_found({name} ...) for what is looked for"
        for name, file in cmake_finds(root).items()
        if name not in names
    ]


def required_paths(found):
    return sorted(
        {p for name, paths in found.items() if not name.startswith("optional:") for p in paths}
    )


#: Where what is called and imported comes from a list of its own.
BENCHMARKS = pathlib.Path("tests", "benchmarks")


def of_benchmarks(used):
    """Of {name: file}, what only the benchmarks use: their files are looked at last."""
    return {name: file for name, file in used.items() if BENCHMARKS in pathlib.Path(file).parents}


def benchmarks_last(files, root):
    return sorted(files, key=lambda file: (pathlib.Path(root) / BENCHMARKS in file.parents, file))


def programs_called(root):
    """{program: file} of the PROGRAMS whose name stands in a script, a test or a command."""
    root = pathlib.Path(root)
    called = {}
    plain = r"(?<![\w./$-]){}(?![\w.=/-])"
    quoted = r"""["']{}(?=["'\s])"""
    places = [
        (plain, ["demo.sh", "test.sh", "setup/*.sh", "docs/site/*.sh", "slurm/*",
                 "tests/**/test_*.sh"]),
        (quoted, ["tests/**/*.py", "app/**/*.cpp", "analysis/**/*.cpp", "mpi_runner/**/*.cpp"]),
    ]
    house = root / "tests" / "house"
    for pattern, globs in places:
        for file in benchmarks_last((file for glob in globs for file in root.glob(glob)), root):
            if not file.is_file() or house in file.parents:
                continue
            text = re.sub(r"(?m)(^|\s)#.*$", "", file.read_text(encoding="utf-8"))
            for program in PROGRAMS:
                if re.search(pattern.format(re.escape(program)), text):
                    called.setdefault(program, str(file.relative_to(root)))
    return called


def modules_imported(root):
    """{module: file} of what the Python tests, the package and the scripts of the docs import from
    outside the standard library."""
    package = [file for place in ("python", "docs") for file in
               sorted((pathlib.Path(root) / place).rglob("*.py"))]
    files = [*benchmarks_last((pathlib.Path(root) / "tests").rglob("*.py"), root), *package]
    local = {file.stem for file in files} | {file.parent.name for file in files}
    imported = {}
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module]
            for name in names:
                name = name.split(".")[0]
                if name not in sys.stdlib_module_names and name not in local:
                    imported.setdefault(name, str(file.relative_to(root)))
    return imported
