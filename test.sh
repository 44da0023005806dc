#!/usr/bin/env bash
# Builds everything and runs all tests; --full adds what takes longer than a quarter of an
# hour. The last line is `N passed, N failed, N skipped`; exit status 0 only if none failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

full=no
for argument in "$@"; do
  case $argument in
    --full) full=yes ;;
    *)
      echo "usage: ./test.sh [--full]" >&2
      exit 2
      ;;
  esac
done

cores=$(nproc)
results=build/test-results
say() { printf '%s\n' "$*" >&2; }

# A build that fails is one failure, and nothing else was tried.
build() {
  local preset=$1 static_hdf5=OFF
  shift
  # Half the time of a start (cmake/BacelabHdf5.cmake); --full links as everybody does.
  if [[ $full == no ]]; then static_hdf5=ON; fi
  say "test: building the $preset preset on $cores cores ..."
  if ! {
    cmake --preset "$preset" -DBUILD_TESTING=ON -DBACELAB_WARNINGS_AS_ERRORS=ON \
      "-DBACELAB_STATIC_HDF5=$static_hdf5" &&
      cmake --build --preset "$preset" --parallel "$cores" "$@"
  } >"$results/$preset.log" 2>&1; then
    tail -n 60 "$results/$preset.log" >&2
    say "test: the $preset preset cannot be built; the whole log is $results/$preset.log"
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
  fi
}

# ctest reports in JUnit's format; its exit status is kept for the end.
status=0
reports=()
run() {
  local preset=$1
  reports+=("$results/$preset.xml")
  shift
  say "test: running the tests of the $preset preset ..."
  # One more than there are cores: some wait for launchers, or for the disk.
  ctest --preset "$preset" --parallel "$((cores + 1))" --output-junit "$PWD/$results/$preset.xml" "$@" ||
    status=1
}

setup/install.sh tests || (($? == 2))
rm -rf "$results"
mkdir -p "$results"

build release
if [[ $full == yes ]]; then
  # The unit tests of every layer, with contracts and under the sanitizers.
  build sanitize --target test_core test_experiments test_mpi_runner test_analysis test_app
  # A fresh seed for the property tests, and what is too long for every day.
  export BACELAB_FULL=1 RC_PARAMS="${RC_PARAMS-max_success=1000}"
  run release
  run sanitize --label-regex '^unit$'
else
  run release --label-exclude full
fi

/usr/bin/python3 tests/house/summary.py --status "$status" "${reports[@]}" || status=1
exit "$status"
