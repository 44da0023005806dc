#!/usr/bin/env bash
# Installs what is missing, builds the program, runs a small study on all cores and compares
# the policies. Safe to repeat: it replaces only its own results in build/demo.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

study=configs/quickstart.toml
out=build/demo/quickstart.h5
log=build/demo/build.log
cores=$(nproc)

# Open MPI 4 and 5: root is allowed (containers), more ranks than cores are, nothing is pinned.
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
export OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_hwloc_base_binding_policy=none
export PRTE_MCA_rmaps_default_mapping_policy=:oversubscribe
export PRTE_MCA_hwloc_default_binding_policy=none

say() { printf '%s\n' "$*" >&2; }

# The log instead of a screen full of compiler calls; all of its end if something fails.
quietly() {
  "$@" >>"$log" 2>&1 || {
    tail -n 40 "$log" >&2
    say "demo: this failed: $*"
    say "demo: the whole log is $log"
    exit 1
  }
}

# Without apt, or without the rights to use it, what is needed may be here from elsewhere.
setup/install.sh || (($? == 2)) || exit 1

mkdir -p build/demo
: >"$log"
say "Building bacelab in build/release on $cores cores (log: $log) ..."
quietly cmake --preset release -DBUILD_TESTING=OFF
quietly cmake --build --preset release --target bacelab --parallel "$cores"

say "Running $study with $cores ranks ..."
mpirun -n "$cores" build/release/bacelab run "$study" -o "$out" --threads 1 --force

say "Comparing the policies (the results are in $out):"
build/release/bacelab compare "$out"

say
say "Next: a scheduler of your own in Python, docs/python.md; a study of your own, docs/studies.md."
say "The program: PATH=\$PWD/build/release:\$PATH, then bacelab --help."
