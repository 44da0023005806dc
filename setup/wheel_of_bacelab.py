"""The build backend of pyproject.toml: a wheel of what `cmake --install` puts under a prefix, with the
package where Python looks for it.

    pip install .                                         # builds what is missing in build/release
    pip install . --config-settings built=build/release   # takes it as it has been built there
"""

import base64
import hashlib
import os
import pathlib
import re
import subprocess
import sys
import sysconfig
import tempfile
import zipfile

try:
    import tomllib
except ImportError:
    import tomli as tomllib

ROOT = pathlib.Path(__file__).resolve().parents[1]
PACKAGE = pathlib.PurePosixPath("lib/bacelab/python")  # under the prefix


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """Writes a wheel into a directory, and returns its name (PEP 517)."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    version = re.search(r"project\(bacelab VERSION ([\d.]+)",
                        (ROOT / "CMakeLists.txt").read_text(encoding="utf-8"))[1]
    tag = "cp{0}{1}-cp{0}{1}-{2}".format(*sys.version_info[:2], re.sub(
        r"[-.]", "_", sysconfig.get_platform()))
    release = f"bacelab-{version}"
    name = f"{release}-{tag}.whl"
    with tempfile.TemporaryDirectory() as prefix, \
            _Wheel(pathlib.Path(wheel_directory) / name, f"{release}.dist-info") as wheel:
        _run("cmake", "--install", _built(config_settings or {}), "--prefix", prefix, "--strip")
        _require_this_python(pathlib.Path(prefix))
        for file in sorted(pathlib.Path(prefix).rglob("*")):
            if file.is_file():
                wheel.add(_place(pathlib.PurePosixPath(file.relative_to(prefix)), release),
                          file.read_bytes(), file.stat().st_mode)
        wheel.add_info("METADATA", _metadata(project, version))
        wheel.add_info("WHEEL", "Wheel-Version: 1.0\nGenerator: bacelab\nRoot-Is-Purelib: false\n"
                                f"Tag: {tag}\n")
    return name


def _built(settings):
    """The build to install."""
    if "built" in settings:
        return pathlib.Path(settings["built"]).resolve()
    build = ROOT / "build" / "release"
    if not (build / "CMakeCache.txt").exists():
        _run("cmake", "--preset", "release", "-DBUILD_TESTING=OFF",
             f"-DPython3_EXECUTABLE={os.path.realpath(sys.executable)}")
    _run("cmake", "--build", build, "--parallel", "--target", "bacelab")
    return build


def _require_this_python(prefix):
    """The module _simulator is for one version of Python."""
    modules = [file.name for file in (prefix / PACKAGE / "bacelab").glob("_simulator*")]
    wanted = "_simulator" + sysconfig.get_config_var("EXT_SUFFIX")
    if modules != [wanted]:
        raise SystemExit(f"this Python needs {wanted}, and the build has {modules or 'none'}; "
                         "install python3-dev and pybind11-dev for this Python, and build anew: "
                         "remove build/release, or name another build with --config-settings built=")


def _place(file, release):
    """Where a file of the prefix is in the wheel."""
    if file.is_relative_to(PACKAGE):
        return file.relative_to(PACKAGE)
    if file.is_relative_to("bin"):
        return f"{release}.data/scripts" / file.relative_to("bin")
    return f"{release}.data/data" / file


def _metadata(project, version):
    lines = ["Metadata-Version: 2.1", f"Name: {project['name']}", f"Version: {version}",
             f"Summary: {project['description']}", f"Requires-Python: {project['requires-python']}"]
    lines += [f"Requires-Dist: {name}" for name in project["dependencies"]]
    for extra, names in project["optional-dependencies"].items():
        lines.append(f"Provides-Extra: {extra}")
        lines += [f"Requires-Dist: {name}; extra == '{extra}'" for name in names]
    return "\n".join([*lines, ""])


class _Wheel:
    """A wheel while it is written."""

    def __init__(self, path, info):
        self._file = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self._info = info
        self._record = []

    def __enter__(self):
        return self

    def __exit__(self, failed, *_):
        if not failed:
            record = f"{self._info}/RECORD"
            self._file.writestr(record, "\n".join([*self._record, f"{record},,", ""]))
        self._file.close()

    def add(self, place, content, mode=0o644):
        entry = zipfile.ZipInfo(str(place))
        entry.external_attr = (mode & 0o777 | 0o100000) << 16
        entry.compress_type = zipfile.ZIP_DEFLATED
        self._file.writestr(entry, content)
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
        self._record.append(f"{place},sha256={digest},{len(content)}")

    def add_info(self, name, text):
        self.add(f"{self._info}/{name}", text.encode())


def _run(*words):
    subprocess.run([*map(str, words)], cwd=ROOT, check=True)
