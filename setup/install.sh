#!/usr/bin/env bash
# Installs what setup/packages.txt lists, for the program, and this machine lacks; quick if nothing
# is missing. With the word `tests`, `benchmarks` or `fuzzers` also what setup/packages-tests.txt
# and, for the last two, the list of that name has.
# Exit status: 0 all there, 2 packages are missing and there are no rights to install them, or this
# is no Debian system.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

lists=("$here/packages.txt")
case ${1-} in
  "") ;;
  tests) lists+=("$here/packages-tests.txt") ;;
  benchmarks | fuzzers) lists+=("$here/packages-tests.txt" "$here/packages-$1.txt") ;;
  *)
    echo "usage: setup/install.sh [tests | benchmarks | fuzzers]" >&2
    exit 2
    ;;
esac

say() { printf '%s\n' "$*" >&2; }

# The names of packages of which none is installed, the first one of those of several releases.
missing_packages() {
  local -a wanted
  mapfile -t wanted < <(sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "${lists[@]}")
  # dpkg-query fails when it knows nothing of one of the names: those are missing as well.
  { dpkg-query --show --showformat='${Package} ${db:Status-Status}\n' ${wanted[@]//|/ } \
    2>/dev/null || true; } |
    awk -v wanted="${wanted[*]}" '
      $2 == "installed" { there[$1] = 1 }
      END {
        n = split(wanted, names, " ")
        for (i = 1; i <= n; ++i) {
          releases = split(names[i], name, "|")
          found = 0
          for (j = 1; j <= releases; ++j) if (name[j] in there) found = 1
          if (!found) print name[1]
        }
      }'
}

apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -o DPkg::Lock::Timeout=400 "$@" </dev/null >&2
}

if ! command -v dpkg-query >/dev/null; then
  say "setup: no apt here; what is needed, by the names of Debian, is listed in ${lists[*]}"
  exit 2
fi

mapfile -t missing < <(missing_packages)
if ((${#missing[@]} == 0)); then
  exit 0
fi

if ! command -v apt-get >/dev/null; then
  say "setup: no apt here; missing, unless they come from elsewhere: ${missing[*]}"
  exit 2
fi

if ((EUID == 0)); then
  as_root=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  as_root=(sudo -n)
else
  say "setup: ${#missing[@]} packages are missing and this account may not install them. Run as root:"
  say "  apt-get update && apt-get install --no-install-recommends -y ${missing[*]}"
  exit 2
fi

say "setup: installing ${#missing[@]} packages: ${missing[*]}"
install=(install -y -q --no-install-recommends "${missing[@]}")
# A machine that never ran `apt-get update` knows none of the names.
if ! apt-get install --simulate --no-install-recommends "${missing[@]}" >/dev/null 2>&1; then
  apt update -q
fi
if ! apt "${install[@]}"; then
  say "setup: that failed; once more with fresh package lists"
  apt update -q
  apt "${install[@]}"
fi

mapfile -t missing < <(missing_packages)
if ((${#missing[@]} > 0)); then
  say "setup: still missing after the installation: ${missing[*]}"
  exit 1
fi
