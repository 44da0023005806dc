#!/usr/bin/env bash
# Makes the pages of this tree into a site of HTML that needs neither a server nor a network:
# docs/site/build.sh [FOLDER], by default build/site; the first page is FOLDER/index.html.
# Needs Sphinx, MyST and the theme Furo (Debian: python3-sphinx python3-myst-parser furo).
# Exit status: 0 made, 1 a page has a mistake (all are listed), 2 nothing was tried.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
site=${1-$root/build/site}

refuse() {
  echo "docs/site/build.sh: $*" >&2
  exit 2
}

(($# <= 1)) || refuse "more than one folder; usage: docs/site/build.sh [FOLDER]"
command -v sphinx-build >/dev/null || refuse "sphinx-build is missing; install Sphinx, MyST and the" \
  "theme Furo (Debian: python3-sphinx python3-myst-parser furo)"
if [[ -d $site && -n $(ls -A "$site") && ! -f $site/.buildinfo ]] || [[ -e $site && ! -d $site ]]; then
  refuse "$site exists and is no site made before; name another folder"
fi

# The pages where Sphinx finds them, README.md as the first one.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/pages"
for file in "$root"/*; do
  [[ $file == "$root/build" || $file == "$root/README.md" ]] || ln -s "$file" "$work/pages/"
done
ln -s "$root/README.md" "$work/pages/index.md"

status=0
sphinx-build -q -W --keep-going -b html -c "$here" -d "$work/doctrees" "$work/pages" "$work/site" \
  2> >(sed -e "s|$work/pages/index.md|README.md|" -e "s|$work/pages/||" >&2) || status=$?
((status == 0)) || exit 1
mkdir -p "$(dirname "$site")"
rm -rf "$site"
cp -r "$work/site" "$site"
echo "$site/index.html"
