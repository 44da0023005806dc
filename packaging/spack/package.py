# Copyright: the bacelab developers. SPDX-License-Identifier: Apache-2.0
"""The recipe of Spack. It builds a source tree that is there: docs/install.md says how."""

from spack.package import *


class Bacelab(CMakePackage):
    """Monte Carlo studies of schedulers for geo-distributed LLM training."""

    license("Apache-2.0")

    # Of `spack dev-build bacelab@main` in the source tree.
    version("main")

    variant("mpi", default=True, description="Run studies on the ranks of MPI")
    variant("python", default=True, description="Policies in Python, and the Python package")

    depends_on("c", type="build")
    depends_on("cxx", type="build")
    depends_on("cmake@3.22:", type="build")
    depends_on("ninja", type="build")

    depends_on("boost@1.74:+math")
    depends_on("cli11@2:")
    depends_on("fmt@9:")
    depends_on("hdf5@1.10:+hl~mpi")
    depends_on("nlohmann-json@3:")
    depends_on("random123")
    depends_on("sleef")
    depends_on("tbb")
    depends_on("tomlplusplus@3:")
    depends_on("xxhash")
    depends_on("mpi", when="+mpi")
    depends_on("py-pybind11", type="build", when="+python")
    depends_on("python@3.9:", type=("build", "link", "run"), when="+python")
    depends_on("py-numpy", type="run", when="+python")
    depends_on("py-pandas", type="run", when="+python")
    depends_on("py-xarray", type="run", when="+python")
    depends_on("py-h5netcdf", type="run", when="+python")
    depends_on("gnuplot", type="run")
    depends_on("qpdf", type="run")

    conflicts("%gcc@:11", msg="it is built with g++ 12 or later")

    generator("ninja")

    def cmake_args(self):
        args = [
            self.define_from_variant("BACELAB_MPI", "mpi"),
            self.define("BUILD_TESTING", False),
            self.define("CMAKE_UNITY_BUILD", True),
        ]
        if self.spec.satisfies("+python"):
            args.append(self.define("Python3_EXECUTABLE", self.spec["python"].command.path))
        return args

    def setup_run_environment(self, env):
        env.prepend_path("PYTHONPATH", join_path(self.prefix, "lib", "bacelab", "python"))
